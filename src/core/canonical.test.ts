import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { canonical, hashOf, sha256 } from './canonical.ts';

const fromBits = (hex: string) => Buffer.from(hex, 'hex').readDoubleBE(0);

describe('RFC 8785', () => {
  test('3.2.2: the sample, character by character', () => {
    const sample = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('3.2.3: members are sorted by UTF-16 code units', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonical(sample)))).toEqual(
      Object.values({
        '1': 'One',
        '\r': 'Carriage Return',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
        '\u20ac': 'Euro Sign',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      }),
    );
    expect([...canonical(sample).matchAll(/:"([A-Z]\w+)/g)].map((m) => m[1])).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, text) => {
    expect(canonical(fromBits(bits))).toBe(text);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('appendix B: %s is no number of JSON', (bits) => {
    expect(() => canonical(fromBits(bits))).toThrow(TypeError);
  });
});

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['undefined in an array', [1, undefined]],
  ['a hole in an array', Object.assign([], { length: 1 })],
  ['bigint', { a: 1n }],
  ['a function', { a: () => 1 }],
  ['a symbol', [Symbol('s')]],
  ['a date', { at: new Date(0) }],
  ['a map', new Map()],
  ['a lone surrogate', '\ud83d'],
  ['a lone surrogate as a name', { '\udead': 1 }],
])('refuses %s', (_what, value) => {
  expect(() => canonical(value)).toThrow(TypeError);
});

test('refuses a cycle, not a value that merely appears twice', () => {
  const twice = { a: 1 };
  expect(canonical([twice, twice])).toBe('[{"a":1},{"a":1}]');
  const cycle: unknown[] = [];
  cycle.push([cycle]);
  expect(() => canonical(cycle)).toThrow('refers to itself');
});

test('names that an object would put elsewhere stand in their order', () => {
  expect(canonical(JSON.parse('{"a":0,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"a":0}');
  expect(canonical(JSON.parse('{"b":{"9":1,"10":2,"a":3},"__proto__":{"x":1},"01":0}'))).toBe('{"01":0,"__proto__":{"x":1},"b":{"10":2,"9":1,"a":3}}');
});

test('text that looks like an escaped surrogate is text', () => {
  expect(canonical({ b: '\\ud83d', a: '\ud83d\ude00' })).toBe('{"a":"\ud83d\ude00","b":"\\\\ud83d"}');
});

test('is what the definition says, for any names', () => {
  const defined = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map(defined).join(',')}]`
      : value !== null && typeof value === 'object'
        ? `{${Object.keys(value)
            .sort()
            .map((k) => `${JSON.stringify(k)}:${defined((value as Record<string, unknown>)[k])}`)
            .join(',')}}`
        : JSON.stringify(value);
  const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat(2000).map(String), fc.constantFrom('__proto__', 'toJSON', 'constructor', '\\ud800'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
      fc.array(tie('tree')),
      fc.dictionary(name, tie('tree'), { maxKeys: 70 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonical(value)).toBe(defined(value));
    }),
  );
});

test('an undefined member is as if it were not there', () => {
  expect(canonical({ b: undefined, a: null })).toBe('{"a":null}');
});

test('reading what was written gives the same value, written again the same text, whatever the order of members', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, shuffled(v)]),
          )
        : value;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value);
      expect(canonical(JSON.parse(text))).toBe(text);
      expect(canonical(shuffled(value))).toBe(text);
      expect(JSON.stringify(JSON.parse(text)).length).toBe(text.length);
    }),
  );
});

test('hashes are the published ones (FIPS 180-4), of UTF-8', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('è')).toBe(sha256(new Uint8Array([0xc3, 0xa8])));
  expect(hashOf({ b: 2, a: 1 })).toBe(sha256('{"a":1,"b":2}'));
});
