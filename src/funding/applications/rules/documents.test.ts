import { addDays, romeDate } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { describe, expect, test } from 'vitest';
import { aMember, aProposal, readCall } from '../../../../test/factories/proposal.ts';
import type { SnapshotDocument, SnapshotSignature } from '../snapshot.ts';
import { badlySigned, frozenOf, missingDocuments, notValid, signatureOf } from './documents.ts';

const call = readCall('03-2026');
const facts = aProposal([aMember('alfa')]);
const signature = (outcome: SnapshotSignature['outcome'], codes: string[] = []): SnapshotSignature => ({
  format: outcome === 'unsigned' ? null : 'pades',
  outcome,
  checkedAt: '2026-02-10T10:00:00.000Z',
  reasons: codes.map((code) => ({ code, params: { name: 'Anna' } })),
  notes: [],
  signers: [],
});
const handedIn = (document: string, more: Partial<SnapshotDocument> = {}): SnapshotDocument => ({
  document,
  organisation: null,
  fileName: `${document}.pdf`,
  bytes: 10,
  sha256: '0'.repeat(64),
  ...more,
});
const digital = call.documents.find((d) => d.signature === 'digital' && d.of === 'application' && d.when === 'always')!;
const looked = (given: SnapshotDocument[], rules = call) =>
  badlySigned(rules, { facts, documents: given }).map((r) => [r.code, r.at, r.source, r.params['because']]);

describe('a document that the call wants signed', () => {
  test('valid: nothing to put right; anything else is, with the reasons as they are and the call’s source', () => {
    const at = `documents.${digital.id}`;
    expect(looked([handedIn(digital.id, { signature: signature('valid') })])).toEqual([]);
    expect(looked([handedIn(digital.id)])).toEqual([['application.signatureUnchecked', at, digital.source, undefined]]);
    expect(looked([handedIn(digital.id, { signature: signature('unsigned', ['signature.none']) })])).toEqual([
      ['application.documentUnsigned', at, digital.source, ['{"code":"signature.none","params":{"name":"Anna"}}']],
    ]);
    expect(looked([handedIn(digital.id, { signature: signature('invalid', ['signature.expired', 'signature.untrusted']) })])).toEqual([
      [
        'application.signatureBad',
        at,
        digital.source,
        ['{"code":"signature.expired","params":{"name":"Anna"}}', '{"code":"signature.untrusted","params":{"name":"Anna"}}'],
      ],
    ]);
  });

  test('a call may leave it to the screening', () => {
    const lenient = { ...call, documents: call.documents.map((d) => ({ ...d, badSignature: 'toScreening' as const })) };
    expect(looked([handedIn(digital.id, { signature: signature('invalid', ['signature.expired']) })], lenient)).toEqual([]);
  });

  test('what is missing altogether is missing, not badly signed; what nobody asks for is not looked at', () => {
    expect(badlySigned(call, { facts, documents: [] })).toEqual([]);
    expect(missingDocuments(call, { facts, documents: [] }).map((r) => r.code)).toContain('application.documentMissing');
    expect(looked([handedIn('nobody-asks')])).toEqual([]);
    const plain = { ...call, documents: call.documents.map((d) => ({ ...d, signature: 'none' as const })) };
    expect(looked([handedIn(digital.id)], plain)).toEqual([]);
  });
});

test('what is frozen names who signed with which certificate, and leaves the single checks out', () => {
  const certificate = { issuer: 'CA', serial: '01', from: '2020-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z', sha256: 'a'.repeat(64) };
  const signer = { name: 'Anna', fiscalCode: 'LFANNA80A41F205M', organisation: null, signedAt: null, certificate };
  const full = { ...signer, intact: true, inTime: true, trusted: null, coversWholeDocument: true, reasons: [], notes: [] };
  expect(signatureOf({ signature: { ...signature('valid'), signers: [full] } })).toEqual({ signature: { ...signature('valid'), signers: [signer] } });
  expect(signatureOf({ signature: null })).toEqual({});
  expect(signatureOf({})).toEqual({});
});

describe('a document that expires', () => {
  const asked = (validity: 'stated' | 'atDeadline') => ({ ...call, documents: call.documents.map((d) => (d.id === digital.id ? { ...d, validity } : d)) });
  const deadline = romeDate(currentDeadline(call));
  const said = (validity: 'stated' | 'atDeadline', validUntil?: string) =>
    notValid(asked(validity), { facts, documents: [handedIn(digital.id, validUntil ? { validUntil } : {})] }).map((r) => [r.code, r.at, r.source]);
  const at = `documents.${digital.id}`;

  test('needs its date; at the deadline it must still be valid, the day itself included', () => {
    expect(said('stated')).toEqual([['application.validityMissing', at, digital.source]]);
    expect(said('stated', '2020-01-01')).toEqual([]);
    expect(said('atDeadline')).toEqual([['application.validityMissing', at, digital.source]]);
    expect(said('atDeadline', addDays(deadline, -1))).toEqual([['application.validityEnds', at, digital.source]]);
    expect(said('atDeadline', deadline)).toEqual([]);
  });

  test('one that is not there is missing only, one of a call that does not ask is not looked at', () => {
    expect(notValid(asked('atDeadline'), { facts, documents: [] })).toEqual([]);
    expect(notValid(call, { facts, documents: [handedIn(digital.id)] })).toEqual([]);
    expect(frozenOf(handedIn(digital.id, { validUntil: deadline }))).toEqual({ validUntil: deadline });
  });
});
