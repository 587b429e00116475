import { describe, expect, test } from 'vitest';
import { deviceOf, localPath, shownAddress } from './rules.ts';

describe('where sign-in may lead', () => {
  test.each([
    ['/applications', '/applications'],
    ['/applications?state=draft&q=a%20b', '/applications?state=draft&q=a%20b'],
    ['/en/calls', '/calls'],
    ['/en', '/'],
    ['/a/../calls', '/calls'],
  ])('%s leads to %s', (asked, path) => expect(localPath(asked)).toBe(path));

  test.each([
    undefined,
    null,
    7,
    '',
    'calls',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/calls\nset-cookie: a',
    '/a/..//evil.example',
    '/.//evil.example',
    '/en//evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '/sign-out',
    '/en/sign-out',
    '/api/auth/callback/oidc',
    `/${'a'.repeat(3000)}`,
  ])('%j leads home', (asked) => expect(localPath(asked)).toBe('/'));
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0', 'Edge, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
  ['curl/8.5.0', 'curl'],
  ['', null],
  [null, null],
])('%s is %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));

test.each([
  ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
  ['192.0.2.7', '192.0.2.7'],
  ['', null],
  [null, null],
])('the address %s is shown as %s', (address, shown) => expect(shownAddress(address)).toBe(shown));
