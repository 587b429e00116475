import { sha256, unhex } from './sha256.ts';

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

/** The leaves from `from` up to, but not with, `to`: a subtree of the log, as the RFC cuts them. */
export type Range = { from: number; to: number };

/** RFC 9162 2.1.3.1: the siblings on the way from a leaf up to the root. Throws a `RangeError` when there is no such leaf. */
export const inclusionProof = (index: number, leafHashes: readonly Hash[]): Hash[] =>
  inclusionRanges(index, leafHashes.length).map(({ from, to }) => subtree(leafHashes, from, to));

/** The subtrees whose hashes make an inclusion proof in a log of `size` leaves, in the order of the proof. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} among ${size}`);
  const ranges: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return ranges;
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
export const consistencyProof = (first: number, leafHashes: readonly Hash[]): Hash[] =>
  consistencyRanges(first, leafHashes.length).map(({ from, to }) => subtree(leafHashes, from, to));

/** The subtrees whose hashes make a consistency proof between the first `first` leaves and all `size`. */
export function consistencyRanges(first: number, size: number): Range[] {
  if (!isCount(first) || !isCount(size) || first > size) throw new RangeError(`no first ${first} of ${size} leaves`);
  if (first === 0 || first === size) return [];
  const ranges: Range[] = [];
  let from = 0;
  let to = size;
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return from === 0 ? ranges : [{ from, to }, ...ranges];
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

/** A complete subtree: the leaves from `index` · 2^`level`, 2^`level` of them. Level 0 is a leaf. Once there, it never changes. */
export type Block = { level: number; index: number };

/** The complete subtrees that a subtree of the log is made of, from left to right: few, each smaller than the one before. */
export function blocksOf({ from, to }: Range): Block[] {
  const blocks: Block[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    blocks.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return blocks;
}

/** The hash of a subtree from the hashes of its blocks: the last is the smallest and is joined first. */
export const joined = (blockHashes: readonly Hash[]): Hash => blockHashes.reduceRight((right, left) => nodeHash(left, right));

/** The hash of a complete subtree from a power of two of complete ones of one size. */
export function complete(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1) level = Array.from({ length: level.length / 2 }, (_, i) => nodeHash(level[2 * i]!, level[2 * i + 1]!));
  return level[0]!;
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(unhex(`01${left}${right}`));
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
