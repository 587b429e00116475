import { indexPaper as paymentIndex, type IndexPaper } from '#src/delivery/audit/papers.ts';
import { addendumDocument, deedDocument, variationAddendum } from '#src/delivery/contracts/paper.ts';
import { addendumDeed } from '#src/delivery/contracts/rules/addendum.ts';
import { deed } from '#src/delivery/contracts/rules/deed.ts';
import { ofOrder, orderPaper, type Ordered } from '#src/delivery/payments/queries/paper.ts';
import { filePaper, indexPaper } from '#src/funding/access/papers.ts';
import { receiptDocument } from '#src/funding/applications/receiptPdf.ts';
import { decreeDocument } from '#src/funding/awards/decree.ts';
import { minutesDocument } from '#src/funding/panels/minutes.ts';
import { rank } from '#src/funding/rankings/rules/rank.ts';
import { hashOf } from '#src/core/canonical.ts';
import { rankingPaper } from '#src/funding/rankings/paper.ts';
import { receiptDocument as repairReceipt } from '#src/funding/screening/receipt.ts';
import { defaultTemplates } from '#src/funding/screening/copy/letters.ts';
import { locales, type Locale } from '#src/core/words.ts';
import type { PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { letterPaper } from '#src/plumbing/letters/paper.ts';
import { readCall } from '../factories/proposal.ts';

// One of each kind of document, made of nothing but values.

const at = '2026-03-10T12:00:00.000Z';
const hash = '0'.repeat(64);
const programme = { acronym: 'MICS', projectCode: 'PE00000004', cup: 'D43C22003120001' };
const call = readCall('02-2024');
const facts = { eligibleCents: 20_000_000, grantCents: 20_000_000, southEligibleCents: 0, southGrantCents: 0, women: 1, men: 1, under40: 1 };
const points = (n: number) => Object.fromEntries(call.evaluation.criteria.map((c) => [c.id, Math.min(c.max, Math.floor(n / c.step) * c.step)]));
const application = (id: string, n: number | null) => ({
  id,
  protocol: `MICS-2024-${id}`,
  submittedAt: at,
  title: id,
  screening:
    n === null
      ? { outcome: 'excluded' as const, reasons: [{ code: 'screening.written', params: { text: 'x' } }] }
      : { outcome: 'admitted' as const, reasons: [] },
  facts,
  reviews: n === null ? [] : Array.from({ length: 3 }, (_, i) => ({ expert: `E${i}`, points: points(n), premiums: {} })),
  consensus: null,
});
const ranking = rank({ call, callVersion: 1, applications: [application('A', 14), application('B', 3), application('C', null)], renunciations: [], seed: 's' });
const row = { id: 'r', callId: call.id, number: 1, kind: 'provisional' as const, actRef: 'Atto 1', hash: hashOf(ranking), publishedAt: at };
const places = ranking.places.map((p) => ({
  applicationId: p.application,
  position: p.position,
  protocol: p.protocol,
  acronym: p.title,
  lead: 'Università di esempio',
  region: 'campania',
  points: p.position === null ? null : p.total,
  state: p.state,
  grantCents: p.grantCents,
}));
const award = { protocol: 'MICS-2024-A', acronym: 'ALFA', lead: 'Università di esempio', grantCents: 20_000_000 };
const submission = {
  applicationId: 'a',
  protocol: 'MICS-2024-A',
  submittedAt: at,
  submittedBy: 'Anna',
  sha256: hash,
  callId: call.id,
  callCode: call.officialCode,
  callVersion: 1,
  acronym: 'ALFA',
  title: 'Titolo',
  leadName: 'Ente',
  eligibleCents: 1,
  grantCents: 1,
  supersededAt: null,
};
const evidence = {
  event: { at, actor: null, kind: 'k', subject: 's', body: '{}' },
  index: 0,
  proof: [],
  head: { size: 1, root: hash, signedAt: at, signature: 's', publicKey: 'k' },
};

const of = (kind: string, make: (locale: Locale) => PdfDocument) => locales.map((locale) => ({ kind, document: make(locale) }));
const about = (locale: Locale) => ({ call, programme, locale, at, example: true });
const judgement = {
  reviews: [{ expert: 'E1', points: points(10), premiums: {}, summary: 'In sintesi.', motivations: { [call.evaluation.criteria[0]!.id]: 'Chiara.' } }],
  consensus: { points: points(9), premiums: {}, report: 'La commissione concorda.' },
};

const contract = deed(
  {
    at,
    call: { id: call.id, version: 1, code: call.officialCode, title: call.title },
    grantingBody: 'Ente',
    programme,
    application: 'a',
    protocol: 'MICS-2024-A',
    acronym: 'ALFA',
    title: 'Titolo',
    cup: 'D43C22003120001',
    decree: { number: 1, year: 2026 },
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    dueOn: '2026-03-30',
    signWithinDays: 20,
    grantCents: 20_000_000,
    eligibleCents: 20_000_000,
    members: [
      { id: 'o', name: 'Università di esempio', role: 'lead', region: 'lombardy', eligibleCents: 20_000_000, aidCents: 20_000_000, car: null, cor: null },
    ],
    example: true,
  },
  call,
);

const party = (id: string, role: 'lead' | 'partner', aidCents: number) => ({
  id,
  name: `Organizzazione ${id}`,
  role,
  kind: 'enterprise',
  ownership: 'private',
  size: 'small',
  region: 'campania',
  eligibleCents: 2 * aidCents,
  aidCents,
});
const amended = addendumDeed(
  {
    at,
    number: 1,
    dueOn: '2026-04-01',
    contract: { content: contract, sha256: hash, signedAt: at, grantCents: 20_000_000, endsOn: '2027-03-31' },
    before: [party('A', 'lead', 10_000_000), party('B', 'partner', 10_000_000)],
    change: {
      variation: 2,
      subject: 'replaced',
      from: '2026-05-01',
      endsOn: '2027-03-31',
      members: [party('A', 'lead', 10_000_000), party('C', 'partner', 7_000_000)],
      former: [{ ...party('B', 'partner', 3_000_000), leftOn: '2026-05-01' }],
      joining: 'C',
      leaving: 'B',
    },
  },
  readCall('01-2024'),
);

const order: IndexPaper['order'] = {
  id: '00000000-0000-4000-8000-000000000001',
  trancheId: null,
  tranche: null,
  code: 'ORD-2026-000001',
  acronym: 'ALFA',
  beneficiary: 'Beneficiaria S.r.l.',
  call: '02-2024',
  kind: 'interim',
  state: 'paid',
  netCents: 990_000,
  payBy: '2026-02-01',
  proposedAt: at,
  paidOn: '2026-01-20',
  projectId: '00000000-0000-4000-8000-000000000002',
  batchId: '00000000-0000-4000-8000-000000000003',
  grossCents: 1_000_000,
  offsetCents: 9_000,
  offsetInterestCents: 1_000,
  interestCents: 500,
  cup: 'D43C22003120001',
  reasons: 'CUP D43C22003120001 acconto',
  iban: 'IT60X0542811101000000123456',
  holder: 'Beneficiaria S.r.l.',
  computation: { position: {}, plan: { advancePercent: 30, interimUpTo: 80, absorb: 'proportional' } },
  proposedBy: null,
  proposedByName: 'Ufficio',
  decidedAt: at,
  decidedByName: 'Chi paga',
  refusal: null,
  messageId: 'MICS-20260120-1',
  returnedOn: null,
};

/** Every table of the index of a payment's evidence with a row, or every one without. */
const paymentEvidence = (locale: Locale, whole: boolean): IndexPaper => ({
  locale,
  at,
  programme,
  example: true,
  call: 'Bando 02/2024',
  order: whole ? order : { ...order, kind: 'advance', decidedAt: null, decidedByName: null, paidOn: null, messageId: null },
  reports: whole ? [{ number: 1, decidedAt: at, sha256: hash }] : [],
  movements: whole
    ? [
        {
          statementId: 'E-1',
          line: 3,
          bookedOn: '2026-01-20',
          direction: 'debit',
          cents: 990_000,
          endToEndId: order.code,
          sha256: hash,
          fileName: 'estratto.xml',
        },
      ]
    : [],
  place: whole ? { position: 1, total: 27, act: 'Atto 1' } : null,
  award: whole ? { grantCents: 50_000_000, year: 2026, number: 1 } : null,
  entries: whole ? [{ entryId: 1, on: '2026-01-20', event: 'payment.paid', account: 'Banca', debitCents: null, creditCents: 990_000 }] : [],
  deeds: whole ? [{ id: 1, at, who: null, kind: 'payment.paid', subject: 'order/1', body: '{}' }] : [],
  index: {
    format: 'mics-payment-evidence/1',
    order: order.code,
    madeAt: at,
    files: whole ? [{ name: 'order.json', what: 'order', bytes: 10, sha256: hash }] : [],
    missing: whole ? [{ name: 'fattura.pdf', sha256: hash }] : [],
  },
});

const ordered: Ordered = {
  ...ofOrder(order),
  payee: 'Capofila S.p.A.',
  throughLead: true,
  shares: ['Capofila S.p.A.', 'Università di Prova'].map((beneficiary, i) => ({
    beneficiary,
    code: `${order.code}-${i + 1}`,
    grossCents: 500_000,
    interestCents: 0,
    keptCents: i === 0 ? 10_000 : 0,
    netCents: i === 0 ? 490_000 : 500_000,
  })),
};

export const adopted: { kind: string; document: PdfDocument }[] = [
  ...Object.values(defaultTemplates).flatMap(({ subject, body }) =>
    of('src/plumbing/letters/paper.ts#letterPaper', (locale) =>
      letterPaper(
        locale,
        { subject: subject[locale], body: body[locale] },
        { protocol: 'MICS-U-2026-000001', grantingBody: 'Ente', programme, to: 'Capofila', about: 'ALFA', issuedAt: at, example: true },
      ),
    ),
  ),
  ...of('rankings/paper.ts#rankingPaper', (locale) => rankingPaper({ call, row, ranking, places, programme, locale, example: true })),
  {
    kind: 'awards/decree.ts#decreeDocument',
    document: decreeDocument({
      year: 2026,
      number: 1,
      at,
      callCode: call.officialCode,
      callTitle: call.title.it,
      grantingBody: 'Ente',
      programme,
      ranking: { number: 1, hash, act: 'Atto 1' },
      potCents: 50_000_000,
      earlierCents: 0,
      signWithinDays: 30,
      example: true,
      ended: [award],
      awards: [award],
    }),
  },
  ...[true, false].flatMap((whole) => of('src/delivery/audit/papers.ts#indexPaper', (locale) => paymentIndex(paymentEvidence(locale, whole)))),
  ...[ordered, ofOrder(order), { ...ofOrder(order), state: 'refused' as const, refusal: 'Conto da confermare', payBy: null, decidedAt: null }].flatMap((o) =>
    of('src/delivery/payments/queries/paper.ts#orderPaper', (locale) => orderPaper({ locale, programme, example: true, call: 'Bando 02/2024', ordered: o })),
  ),
  ...of('src/delivery/contracts/paper.ts#deedDocument', (locale) => deedDocument(contract, locale)),
  ...of('src/delivery/contracts/paper.ts#addendumDocument', (locale) =>
    addendumDocument(
      {
        format: 'mics-addendum/1',
        at,
        number: 1,
        contract: { sha256: hash, signedAt: at },
        decree: { number: 2, year: 2026 },
        beforeCents: 10_000_000,
        grantCents: 20_000_000,
        members: [{ id: 'o', name: 'Università di esempio', beforeCents: 10_000_000, aidCents: 20_000_000 }],
        deed: contract,
      },
      locale,
    ),
  ),
  ...of('src/delivery/contracts/paper.ts#variationAddendum', (locale) => variationAddendum(amended, locale)),
  {
    kind: 'panels/minutes.ts#minutesDocument',
    document: minutesDocument({
      number: 1,
      callCode: call.officialCode,
      callTitle: call.title.it,
      grantingBody: 'Ente',
      programme,
      place: 'Aula 1',
      heldAt: at,
      openedAt: at,
      closedAt: at,
      example: true,
      panel: { min: 3, max: 5, source: 'Bando, art. 9' },
      people: [
        { name: 'Clara', role: 'chair', pseudonym: null, present: true },
        { name: 'Ada', role: 'member', pseudonym: 'E01', present: true },
        { name: 'Ugo', role: 'secretary', pseudonym: null, present: false },
      ],
      items: [
        {
          applicationId: 'a',
          protocol: 'MICS-2024-A',
          acronym: 'ALFA',
          lead: 'Ente',
          outcome: 'agreed',
          discussion: 'Si legge.\n\nSi discute.',
          decision: 'Si concorda.',
          counted: ['Clara', 'Bea', 'Carlo'],
          against: 0,
          abstained: 1,
          left: [
            { name: 'Ada', byRule: true, reason: '' },
            { name: 'Dino', byRule: false, reason: 'Un impegno.' },
          ],
          consensus: { total: 78.5, decidedAt: at, address: 'https://mics.example/calls/02-2024/panel/a' },
        },
        null,
        {
          applicationId: 'b',
          protocol: 'MICS-2024-B',
          acronym: 'BETA',
          lead: 'Ente',
          outcome: 'postponed',
          discussion: '',
          decision: '',
          counted: [],
          against: 0,
          abstained: 0,
          left: [],
          consensus: null,
        },
      ],
    }),
  },
  ...of('applications/receiptPdf.ts#receiptDocument', (locale) =>
    receiptDocument({
      receipt: { format: 'mics-receipt/1', ...submission, evidence },
      all: [submission],
      programme: { acronym: 'MICS', name: 'MICS', foot: 'foot' },
      locale,
      example: true,
    }),
  ),
  ...of('screening/receipt.ts#receiptDocument', (locale) =>
    repairReceipt(
      {
        code: call.officialCode,
        receipt: 'R-1',
        endedAt: at,
        acronym: 'ALFA',
        protocol: 'P',
        leadName: 'Ente',
        receiptSha256: hash,
        items: [],
        answers: [],
      } as unknown as Parameters<typeof repairReceipt>[0],
      locale,
      true,
    ),
  ),
  ...of('access/papers.ts#filePaper', (locale) =>
    filePaper({
      ...about(locale),
      protocol: 'MICS-2024-A',
      title: 'ALFA',
      experts: ['Marta Esperta', 'Ugo Esperto'],
      proposal: {
        acronym: 'ALFA',
        title: 'Titolo',
        members: [{ name: 'Ente', role: 'lead', kind: 'university', region: 'lombardy' }],
        eligibleCents: 1,
        grantCents: 1,
        answers: { [call.form.sections[0]!.id]: { [call.form.sections[0]!.fields[0]!.id]: 'Testo\n\ndella proposta' } },
      },
      judgement,
      place: ranking.places[0]!,
      ranking: row,
    }),
  ),
  ...of('access/papers.ts#indexPaper', (locale) =>
    indexPaper({
      ...about(locale),
      request: { protocol: 'MICS-2024-A', acronym: 'ALFA', leadName: 'Ente', reason: 'Motivo', askedAt: at },
      index: {
        format: 'mics-access-pack/1',
        request: 'r',
        protocol: 'MICS-2024-A',
        madeAt: at,
        files: [{ name: '2-fascicolo.pdf', what: 'ownFile', sha256: hash, bytes: 1, rules: ['expertNames'], omitted: 2 }],
      },
      withheld: ['MICS-2024-B'],
    }),
  ),
];
