import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { consistencyProof, inclusionProof, leafHash, root, verifyConsistency, verifyInclusion, type Hash } from './merkle.ts';

// The test vectors of Certificate Transparency (RFC 6962 reference implementation), the same in every library.
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const leaves = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('published vectors', () => {
  test('roots of every size', () => {
    expect(root([])).toBe(emptyRoot);
    expect(roots.map((_, i) => root(leaves.slice(0, i + 1)))).toEqual(roots);
  });

  test.each<[number, number, Hash[]]>([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('inclusion of leaf %i in %i', (index, size, proof) => {
    expect(inclusionProof(index, leaves.slice(0, size))).toEqual(proof);
    expect(verifyInclusion({ index, size, leaf: leaves[index]!, proof, root: roots[size - 1]! })).toBe(true);
  });

  test.each<[number, number, Hash[]]>([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 5, ['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('consistency of %i with %i', (first, second, proof) => {
    expect(consistencyProof(first, leaves.slice(0, second))).toEqual(proof);
    expect(verifyConsistency({ first, second, firstRoot: roots[first - 1]!, secondRoot: roots[second - 1]!, proof })).toBe(true);
  });
});

const log = Array.from({ length: 70 }, (_, i) => leafHash(Uint8Array.of(i)));
const flip = (hash: Hash, bit: number): Hash => {
  const bytes = Buffer.from(hash, 'hex');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString('hex');
};
const bit = fc.nat(255);

test('every inclusion proof of every size up to 33 verifies', () => {
  for (let size = 1; size <= 33; size++) {
    const some = log.slice(0, size);
    const head = root(some);
    some.forEach((leaf, index) => expect(verifyInclusion({ index, size, leaf, proof: inclusionProof(index, some), root: head })).toBe(true));
  }
});

test('every consistency proof of every two sizes up to 33 verifies', () => {
  const heads = Array.from({ length: 34 }, (_, size) => root(log.slice(0, size)));
  for (let second = 0; second <= 33; second++) {
    for (let first = 0; first <= second; first++) {
      const proof = consistencyProof(first, log.slice(0, second));
      expect(verifyConsistency({ first, second, firstRoot: heads[first]!, secondRoot: heads[second]!, proof })).toBe(true);
    }
  }
});

test('an inclusion proof does not survive a flipped bit, another leaf, another place or another size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), bit, (size, a, b, at) => {
      const some = log.slice(0, size);
      const index = a % size;
      const claim = { index, size, leaf: some[index]!, proof: inclusionProof(index, some), root: root(some) };
      expect(verifyInclusion(claim)).toBe(true);
      const broken = b % claim.proof.length;
      expect(verifyInclusion({ ...claim, proof: claim.proof.map((h, i) => (i === broken ? flip(h, at) : h)) })).toBe(false);
      expect(verifyInclusion({ ...claim, leaf: flip(claim.leaf, at) })).toBe(false);
      expect(verifyInclusion({ ...claim, root: flip(claim.root, at) })).toBe(false);
      expect(verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
      expect(verifyInclusion({ ...claim, size: size * 2 })).toBe(false);
      expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
      expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false);
    }),
  );
});

test('a consistency proof does not survive a flipped bit, a missing or added node, swapped heads or another size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), bit, (second, a, b, at) => {
      const first = 1 + (a % (second - 1));
      const proof = consistencyProof(first, log.slice(0, second));
      const claim = { first, second, firstRoot: root(log.slice(0, first)), secondRoot: root(log.slice(0, second)), proof };
      expect(verifyConsistency(claim)).toBe(true);
      const broken = b % proof.length;
      expect(verifyConsistency({ ...claim, proof: proof.map((h, i) => (i === broken ? flip(h, at) : h)) })).toBe(false);
      expect(verifyConsistency({ ...claim, firstRoot: flip(claim.firstRoot, at) })).toBe(false);
      expect(verifyConsistency({ ...claim, secondRoot: flip(claim.secondRoot, at) })).toBe(false);
      expect(verifyConsistency({ ...claim, firstRoot: claim.secondRoot, secondRoot: claim.firstRoot })).toBe(false);
      expect(verifyConsistency({ ...claim, proof: [] })).toBe(false);
      expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
      expect(verifyConsistency({ ...claim, proof: [...proof, claim.firstRoot] })).toBe(false);
      expect(verifyConsistency({ ...claim, second: second * 2 })).toBe(false);
      expect(verifyConsistency({ ...claim, first: second, second: first })).toBe(false);
    }),
  );
});

test('what is malformed is not a proof; what is not there has none', () => {
  const leaf = leaves[0]!;
  expect(verifyInclusion({ index: 0, size: 0, leaf, proof: [], root: emptyRoot })).toBe(false);
  expect(verifyInclusion({ index: -1, size: 1, leaf, proof: [], root: leaf })).toBe(false);
  expect(verifyInclusion({ index: 0.5, size: 1, leaf, proof: [], root: leaf })).toBe(false);
  expect(verifyInclusion({ index: 0, size: 1, leaf: '', proof: [], root: '' })).toBe(false);
  expect(verifyInclusion({ index: 0, size: 1, leaf: leaf.toUpperCase(), proof: [], root: leaf.toUpperCase() })).toBe(false);
  expect(verifyConsistency({ first: 0, second: 1, firstRoot: leaf, secondRoot: leaf, proof: [] })).toBe(false);
  expect(verifyConsistency({ first: 0, second: 0, firstRoot: leaf, secondRoot: leaf, proof: [] })).toBe(false);
  expect(verifyConsistency({ first: 1, second: 1, firstRoot: leaf, secondRoot: leaf, proof: [leaf] })).toBe(false);
  expect(() => inclusionProof(8, leaves)).toThrow(RangeError);
  expect(() => consistencyProof(9, leaves)).toThrow(RangeError);
});

/** RFC 9162 2.1.5 draws a tree of seven leaves, names its nodes and says which of them each proof holds. */
describe('the example of RFC 9162', () => {
  const seven = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'].map((d) => leafHash(Buffer.from(d)));
  const [a, b, c, d, e, f, j] = seven as [Hash, Hash, Hash, Hash, Hash, Hash, Hash];
  const node = (left: Hash, right: Hash): Hash => createHash('sha256').update(`01${left}${right}`, 'hex').digest('hex');
  const [g, h, i] = [node(a, b), node(c, d), node(e, f)];
  const [k, l] = [node(g, h), node(i, j)];

  test('the root', () => expect(root(seven)).toBe(node(k, l)));

  test.each<[number, Hash[]]>([
    [0, [b, h, l]],
    [3, [c, g, l]],
    [4, [f, j, k]],
    [6, [i, k]],
  ])('the inclusion proof for d%i', (index, proof) => {
    expect(inclusionProof(index, seven)).toEqual(proof);
    expect(verifyInclusion({ index, size: 7, leaf: seven[index]!, proof, root: node(k, l) })).toBe(true);
  });

  test.each<[string, number, Hash, Hash[]]>([
    ['hash0', 3, node(g, c), [c, d, g, l]],
    ['hash1', 4, k, [l]],
    ['hash2', 6, node(k, i), [i, j, k]],
  ])('the consistency proof between %s and the whole', (_, first, firstRoot, proof) => {
    expect(root(seven.slice(0, first))).toBe(firstRoot);
    expect(consistencyProof(first, seven)).toEqual(proof);
    expect(verifyConsistency({ first, second: 7, firstRoot, secondRoot: node(k, l), proof })).toBe(true);
  });
});
