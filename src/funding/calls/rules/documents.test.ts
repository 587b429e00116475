import { expect, test } from 'vitest';
import { aMember, aProposal, aResearchBody, nothingYet, readCall } from '../../../../test/factories/proposal.ts';
import { documentsAsked, documentsMissing } from './documents.ts';

const enterprises = readCall('01-2024');
const asked = (...given: Parameters<typeof documentsAsked>) => documentsAsked(...given).map((a) => a.document.id + (a.member ? ` of ${a.member.id}` : ''));

test('an enterprise alone is not asked for the deed of an ATS', () => {
  expect(asked(enterprises, aProposal([aMember('a')]))).toEqual(['application', 'proposal', 'size of a', 'conflicts of a', 'dnsh']);
});

test('an ATS is asked for its deed, and each member for what concerns it', () => {
  expect(asked(enterprises, aProposal([aMember('a'), aResearchBody('u'), aResearchBody('p', { kind: 'researchBody', ownership: 'private' })]))).toEqual([
    'application',
    'proposal',
    'ats',
    'size of a',
    'conflicts of a',
    'conflicts of u',
    'conflicts of p',
    'dnsh',
    'research-body of p',
  ]);
});

test('a document of the application that concerns some bodies is asked for when one takes part', () => {
  const call = { ...enterprises, documents: enterprises.documents.map((d) => ({ ...d, of: 'application' as const })) };
  expect(asked(call, aProposal([aMember('a'), aResearchBody('u')]))).toEqual(['application', 'proposal', 'ats', 'size', 'conflicts', 'dnsh']);
  expect(asked(call, nothingYet)).toEqual(['application', 'proposal', 'conflicts', 'dnsh']);
});

test('missing is what is required and not handed in, for the right member', () => {
  const call = { ...enterprises, documents: enterprises.documents.filter((d) => d.id !== 'dnsh').map((d) => ({ ...d, required: d.id !== 'proposal' })) };
  const handedIn = [
    { documentId: 'application', memberId: null },
    { documentId: 'size', memberId: 'a' },
    { documentId: 'conflicts', memberId: null },
  ];
  expect(documentsMissing(call, aProposal([aMember('a')]), handedIn).map((m) => [m.document.id, m.member?.id])).toEqual([['conflicts', 'a']]);
});
