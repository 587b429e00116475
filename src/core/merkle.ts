import { sha256 } from './canonical.ts';

/**
 * The Merkle tree of RFC 9162 section 2.1 (Certificate Transparency 2.0; the same tree as RFC 6962), over SHA-256.
 * It lets anyone check that an entry stands in a log, and that a later log only added to an earlier one, without reading the log.
 * Every hash is 64 lower-case hexadecimal digits; indexes count from 0, sizes are numbers of leaves.
 */
export type Hash = string;

/** The hash of an entry as a leaf: SHA-256 of a zero byte and the entry, so that no inner node can be passed off as an entry. */
export function leafHash(entry: Uint8Array): Hash {
  const prefixed = new Uint8Array(entry.length + 1);
  prefixed.set(entry, 1);
  return sha256(prefixed);
}

/** The tree head over these leaves; of no leaves, the hash of nothing. */
export function root(leafHashes: readonly Hash[]): Hash {
  return leafHashes.length === 0 ? sha256('') : subtree(leafHashes, 0, leafHashes.length);
}

/** RFC 9162 2.1.3.1: the siblings on the way from a leaf up to the root. Throws a `RangeError` when there is no such leaf. */
export function inclusionProof(index: number, leafHashes: readonly Hash[]): Hash[] {
  if (!isCount(index) || index >= leafHashes.length) throw new RangeError(`no leaf ${index} among ${leafHashes.length}`);
  const proof: Hash[] = [];
  let from = 0;
  let to = leafHashes.length;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      proof.unshift(subtree(leafHashes, middle, to));
      to = middle;
    } else {
      proof.unshift(subtree(leafHashes, from, middle));
      from = middle;
    }
  }
  return proof;
}

/** What an inclusion proof claims: the entry whose leaf hash is `leaf` stands at `index` in the log of `size` entries under `root`. */
export type Inclusion = { index: number; size: number; leaf: Hash; proof: readonly Hash[]; root: Hash };

/** RFC 9162 2.1.3.2: does the proof hold? Anything malformed does not. */
export function verifyInclusion({ index, size, leaf, proof, root: head }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, head, ...proof].every(isHash)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash === head;
}

/**
 * RFC 9162 2.1.4.1: what shows that the log of these leaves begins with its own first `first` leaves.
 * Empty when both are the same log, or the first is empty. Throws a `RangeError` when `first` is more than there are.
 */
export function consistencyProof(first: number, leafHashes: readonly Hash[]): Hash[] {
  if (!isCount(first) || first > leafHashes.length) throw new RangeError(`no first ${first} of ${leafHashes.length} leaves`);
  if (first === 0 || first === leafHashes.length) return [];
  const proof: Hash[] = [];
  let from = 0;
  let to = leafHashes.length;
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      proof.unshift(subtree(leafHashes, middle, to));
      to = middle;
    } else {
      proof.unshift(subtree(leafHashes, from, middle));
      from = middle;
    }
  }
  return from === 0 ? proof : [subtree(leafHashes, from, to), ...proof];
}

/** What a consistency proof claims: the log of `second` entries under `secondRoot` begins with the log of `first` entries under `firstRoot`. */
export type Consistency = { first: number; second: number; firstRoot: Hash; secondRoot: Hash; proof: readonly Hash[] };

/** RFC 9162 2.1.4.2: does the proof hold? Anything malformed does not. Every log begins with the empty log, and needs no proof of it. */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }: Consistency): boolean {
  if (!isCount(first) || !isCount(second) || first > second || ![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && firstRoot === secondRoot && (first > 0 || firstRoot === root([]));
  if (first === 0) return proof.length === 0 && firstRoot === root([]);
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  const start = path[0];
  if (start === undefined) return false;
  let node = first - 1;
  let last = second - 1;
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && older === firstRoot && newer === secondRoot;
}

function subtree(leafHashes: readonly Hash[], from: number, to: number): Hash {
  if (to - from === 1) return leafHashes[from]!;
  const middle = from + splitOf(to - from);
  return nodeHash(subtree(leafHashes, from, middle), subtree(leafHashes, middle, to));
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.from(`01${left}${right}`, 'hex'));
}

/** The largest power of two smaller than `size`. */
function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isPowerOfTwo = (n: number): boolean => splitOf(n + 1) === n;
const isHash = (text: Hash): boolean => /^[0-9a-f]{64}$/.test(text);
