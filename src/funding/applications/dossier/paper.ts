import { euros, number, sum, type Cents } from '#src/core/money.ts';
import { richTextTokens } from '#src/core/richText.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { costCategoryWords, regionWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { sectorWords } from '#src/funding/calls/copy.ts';
import { eligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { isInSouth } from '#src/funding/calls/rules/groups.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import { kindWords, sizeWords } from '#src/partnership/organisations/copy.ts';
import type { Block, PdfDocument } from '#src/plumbing/documents/pdf.ts';
import { paragraphsOf } from '#src/plumbing/documents/rich.ts';
import { dossierCopy, staffAge, staffContract, staffGender } from '../copy/dossier.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { FormSection, Proposal } from '../proposal.ts';
import type { ProgrammeChoices } from '../queries/lists.ts';
import { asRows, askedSections, isBlank } from '../rules/answers.ts';
import { profileSaid } from '../rules/staff.ts';
import { slotOf } from '../rules/documents.ts';
import type { Answer } from '../snapshot.ts';
import { answerSaid, barsOf, valueSaid, type Within } from './said.ts';

/** Everything that the whole application on paper is made of. `receipt` is null for a draft. */
export type Paper = {
  locale: Locale;
  /** The instant that it speaks of: of the submission, or of now. The same paper gives the same bytes. */
  at: Instant;
  call: Call;
  proposal: Proposal;
  choices: ProgrammeChoices;
  aid: { members: readonly { id: string; eligibleCents: Cents; aidCents: Cents }[]; eligibleCents: Cents; grantCents: Cents };
  receipt: { protocol: string; submittedAt: Instant; sha256: string } | null;
  foot: string;
  example: boolean;
};

/** The whole application as a document: contents, project, every answer, participants, staff, costs, aid, documents, confirmations. */
export function dossierPaper(paper: Paper): PdfDocument {
  const { locale, call, proposal, receipt } = paper;
  const d = speak(dossierCopy, locale);
  const t = speak(applicationsCopy, locale);
  const within: Within = { call, proposal, locale };
  const lead = proposal.facts.members.find((m) => m.role === 'lead');
  const title = proposal.title || proposal.acronym || t.untitled;
  return {
    locale,
    title: proposal.acronym && proposal.title ? `${proposal.acronym}. ${proposal.title}` : title,
    issuer: [call.officialCode, call.title[locale]],
    ...(receipt && { number: d.submittedAs(receipt.protocol, showInstant(receipt.submittedAt, locale)) }),
    at: paper.at,
    contents: d.contents,
    ...(!receipt && { watermark: d.watermark }),
    ...(paper.example && { exampleNote: d.example }),
    foot: [receipt ? `${receipt.protocol} · SHA-256 ${receipt.sha256.slice(0, 16)}…` : d.footDraft, paper.foot].filter(Boolean).join(' · '),
    blocks: [
      {
        kind: 'facts',
        facts: [
          [d.lead, lead?.name ?? ''],
          [d.state, receipt ? d.submittedAs(receipt.protocol, showInstant(receipt.submittedAt, locale)) : d.draft],
          ...(receipt ? [[d.hash, receipt.sha256] as const] : []),
        ],
      },
      { kind: 'newPage' },
      { kind: 'heading', text: t.project },
      { kind: 'facts', facts: projectFacts(paper) },
      ...askedSections(call.form, proposal.answers).flatMap((section) => sectionBlocks(section, proposal.answers[section.id] ?? {}, within)),
      { kind: 'heading', text: t.members },
      membersTable(paper),
      { kind: 'heading', text: d.staff },
      ...staffBlocks(paper),
      { kind: 'heading', text: t.budget },
      ...budgetBlocks(paper),
      { kind: 'heading', text: t.aidTitle },
      aidTable(paper),
      { kind: 'heading', text: t.documents },
      ...documentBlocks(paper),
      ...confirmationBlocks(paper),
    ],
  };
}

function projectFacts({ locale, call, proposal: { facts }, choices }: Paper): [string, string][] {
  const t = speak(applicationsCopy, locale);
  const spoke = (n: number) => {
    const title = choices.spokes.find((s) => s.number === n)?.title[locale];
    return title ? `${n}. ${title}` : String(n);
  };
  const others = facts.spokes.filter((s) => s !== facts.mainSpoke);
  const commitments = call.aid.bonus?.anyOf.map((c) => c.condition) ?? [];
  const said = (value: string | null | undefined | false) => value || speak(dossierCopy, locale).notStated;
  return [
    [t.mainSpoke, said(facts.mainSpoke !== null && spoke(facts.mainSpoke))],
    ...(others.length > 0 ? ([[t.otherSpokes, others.map(spoke).join('; ')]] as [string, string][]) : []),
    ...(facts.sector === null
      ? []
      : ([[t.sector, choices.sectors.find((s) => s.id === facts.sector)?.title[locale] ?? sectorWords(call, facts.sector)[locale]]] as [string, string][])),
    [t.startsOn, said(facts.startsOn && showDate(facts.startsOn, locale))],
    [t.duration, said(facts.durationMonths !== null && t.monthsOf(facts.durationMonths))],
    ...(commitments.includes('wideDissemination') ? ([[t.wideDissemination, facts.wideDissemination ? t.yes : t.no]] as [string, string][]) : []),
    ...(commitments.includes('researchBodies') ? ([[t.mayPublish, facts.mayPublishResults ? t.yes : t.no]] as [string, string][]) : []),
  ];
}

function sectionBlocks(section: FormSection, answers: Readonly<Record<string, Answer>>, within: Within): Block[] {
  const fields = section.fields.filter((f) => f.kind !== 'document');
  if (fields.length === 0) return [];
  return [
    { kind: 'heading', text: section.title[within.locale] },
    ...fields.flatMap((field): Block[] => [{ kind: 'heading', text: field.label[within.locale], level: 3 }, ...answerBlocks(field, answers[field.id], within)]),
  ];
}

export function answerBlocks(field: FormField, answer: Answer | undefined, within: Within): Block[] {
  const { locale } = within;
  const d = speak(dossierCopy, locale);
  if (isBlank(answer)) return [{ kind: 'text', text: d.notAnswered }];
  if (typeof answer === 'string')
    return [{ kind: 'rich', rich: field.kind === 'richText' ? richTextTokens(answer) : paragraphsOf(valueSaid(field, answer, within)) }];
  const rows = asRows(answer);
  if (rows.length === 0) return [{ kind: 'list', items: answerSaid(field, answer, within).split('\n') }];
  const columns = field.columns ?? [];
  const bars = barsOf(field, rows);
  const months = Math.max(within.proposal.facts.durationMonths ?? 0, ...bars.map((b) => b.to));
  const summed = (c: (typeof columns)[number]) => c.kind === 'number' && c.unit !== undefined;
  const total = (c: (typeof columns)[number]) => number(Math.round(rows.reduce((n, r) => n + (Number(r[c.id]) || 0), 0) * 1e6) / 1e6, locale);
  return [
    ...(bars.length > 0 ? [{ kind: 'gantt' as const, months: Math.min(months, 240), bars }] : []),
    {
      kind: 'table',
      caption: field.label[locale],
      columns: columns.map((c) => ({
        label: c.unit ? `${c.label[locale]} (${c.unit[locale]})` : c.label[locale],
        share: c.kind === 'longText' ? 3 : c.kind === 'number' || c.kind === 'month' ? 1 : 2,
        ...((c.kind === 'number' || c.kind === 'month') && { numeric: true }),
      })),
      rows: rows.map((row, i) =>
        columns.map((c, k) => `${k === 0 ? `${i + 1}. ` : ''}${row[c.id] ? valueSaid({ ...c, unit: undefined } as typeof c, row[c.id]!, within) : ''}`),
      ),
      ...(columns.some(summed) && { total: columns.map((c, k) => (summed(c) ? total(c) : k === 0 ? d.total : '')) }),
    },
  ];
}

function membersTable({ locale, proposal: { facts } }: Paper): Block {
  const t = speak(applicationsCopy, locale);
  const figures = (of: (m: (typeof facts.members)[number]) => number) => number(sum(facts.members.map(of)), locale);
  return {
    kind: 'table',
    caption: t.members,
    columns: [
      { label: t.members, share: 5 },
      { label: t.place, share: 3 },
      ...[t.women, t.men, t.under40, t.newHires].map((label) => ({ label, share: 1.5, numeric: true })),
    ],
    rows: facts.members.map((m) => [
      `${m.name}, ${m.role === 'lead' ? t.roleLead : t.rolePartner}, ${m.kind === 'enterprise' && m.size ? sizeWords[m.size][locale] : kindWords[m.kind][locale]}`,
      m.region === '' ? '' : `${regionWords(m.region)[locale]}${isInSouth(m) ? ` (${t.south})` : ''}`,
      ...[m.staff.women, m.staff.men, m.staff.under40, m.staff.newHires].map(String),
    ]),
    total: [t.total, '', figures((m) => m.staff.women), figures((m) => m.staff.men), figures((m) => m.staff.under40), figures((m) => m.staff.newHires)],
  };
}

function staffBlocks({ locale, proposal }: Paper): Block[] {
  const d = speak(dossierCopy, locale);
  const t = speak(applicationsCopy, locale);
  const tables = proposal.facts.members.flatMap((member): Block[] => {
    const lines = proposal.staff?.find((s) => s.organisation === member.id)?.lines ?? [];
    if (lines.length === 0) return [];
    return [
      {
        kind: 'table',
        caption: member.name,
        columns: [
          { label: d.profile, share: 3 },
          { label: d.gender, share: 1.5 },
          { label: d.age, share: 2 },
          { label: d.contract, share: 2.5 },
          { label: d.newHire, share: 1.5 },
          { label: d.heads, share: 1.2, numeric: true },
          { label: d.personMonths, share: 1.5, numeric: true },
        ],
        rows: lines.map((l) => [
          profileSaid(l, d.notStated),
          l.gender === null ? d.notStated : staffGender[l.gender][locale],
          l.age === null ? d.notStated : staffAge[l.age][locale],
          staffContract[l.contract][locale],
          l.newHire ? t.yes : t.no,
          number(l.heads, locale),
          l.personMonths === null ? '' : number(l.personMonths, locale),
        ]),
        total: [
          d.total,
          '',
          '',
          '',
          '',
          number(
            lines.reduce((n, l) => n + l.heads, 0),
            locale,
          ),
          '',
        ],
      },
    ];
  });
  return tables.length > 0 ? tables : [{ kind: 'text', text: d.noStaff }];
}

/** The costs of each participant as they were declared, and what of them counts. */
function budgetBlocks({ locale, call, proposal: { facts } }: Paper): Block[] {
  const t = speak(applicationsCopy, locale);
  const eligible = eligibleCosts(call, facts);
  const used = researchTypes.filter((type) => [...facts.members.flatMap((m) => m.costs), ...eligible.lines].some((c) => c.researchType === type));
  const types = used.length > 0 ? used : researchTypes.slice(0, 1);
  return facts.members.map((member): Block => {
    const lines = eligible.lines.filter((l) => l.memberId === member.id);
    const declared = (category: string | null, type: string | null): Cents =>
      sum(member.costs.filter((c) => (category === null || c.category === category) && (type === null || c.researchType === type)).map((c) => c.cents));
    const counted = (category: string | null, type: string | null): Cents =>
      sum(lines.filter((l) => (category === null || l.category === category) && (type === null || l.researchType === type)).map((l) => l.eligibleCents));
    const categories = costCategories.filter((c) => declared(c, null) > 0 || counted(c, null) > 0);
    const money = (cents: Cents) => euros(cents, locale);
    return {
      kind: 'table',
      caption: `${member.name} (${member.role === 'lead' ? t.roleLead : t.rolePartner})`,
      columns: [
        { label: t.category, share: 3 },
        ...types.map((type) => ({ label: upperFirst(researchTypeWords[type][locale]), share: 2, numeric: true })),
        { label: t.eligible, share: 2, numeric: true },
      ],
      rows: categories.map((category) => [
        upperFirst(costCategoryWords[category][locale]),
        // What the call computes (a flat rate) has no declared amount of its own.
        ...types.map((type) => money(declared(category, null) > 0 ? declared(category, type) : counted(category, type))),
        money(counted(category, null)),
      ]),
      total: [t.eligible, ...types.map((type) => money(counted(null, type))), money(counted(null, null))],
    };
  });
}

function aidTable({ locale, proposal: { facts }, aid }: Paper): Block {
  const t = speak(applicationsCopy, locale);
  const money = (cents: Cents) => euros(cents, locale);
  const row = (name: string, eligible: Cents, granted: Cents) => [name, money(eligible), money(granted), money(eligible - granted)];
  return {
    kind: 'table',
    caption: t.aidTitle,
    columns: [{ label: t.members, share: 4 }, ...[t.eligible, t.aid, t.own].map((label) => ({ label, share: 2, numeric: true }))],
    rows: facts.members.map((m) => {
      const own = aid.members.find((a) => a.id === m.id);
      return row(m.name, own?.eligibleCents ?? 0, own?.aidCents ?? 0);
    }),
    total: row(t.total, aid.eligibleCents, aid.grantCents),
  };
}

function documentBlocks({ locale, call, proposal }: Paper): Block[] {
  const d = speak(dossierCopy, locale);
  const t = speak(applicationsCopy, locale);
  if (proposal.documents.length === 0) return [{ kind: 'text', text: t.noDocumentsGiven }];
  const sorted = [...proposal.documents].sort((a, b) => (slotOf(a.document, a.organisation) < slotOf(b.document, b.organisation) ? -1 : 1));
  return [
    {
      kind: 'table',
      caption: t.documents,
      columns: [
        { label: d.document, share: 3 },
        { label: d.of, share: 2.5 },
        { label: d.file, share: 2.5 },
        { label: d.fileHash, share: 4 },
      ],
      rows: sorted.map((doc) => [
        call.documents.find((c) => c.id === doc.document)?.title[locale] ?? doc.document,
        proposal.facts.members.find((m) => m.id === doc.organisation)?.name ?? '',
        doc.fileName,
        // In groups, so that the line can break.
        doc.sha256.replace(/(.{16})(?=.)/g, '$1 '),
      ]),
    },
  ];
}

function confirmationBlocks({ locale, call, proposal }: Paper): Block[] {
  const d = speak(dossierCopy, locale);
  const given = proposal.confirmations ?? [];
  if (!call.consortium && given.length === 0) return [];
  return [
    { kind: 'heading', text: d.confirmations },
    given.length === 0
      ? { kind: 'text', text: d.noConfirmations }
      : {
          kind: 'table',
          caption: d.confirmations,
          columns: [
            { label: d.organisation, share: 3 },
            { label: d.confirmedBy, share: 2 },
            { label: d.confirmedAt, share: 2 },
            { label: d.fileHash, share: 3 },
          ],
          rows: given.map((c) => [
            proposal.facts.members.find((m) => m.id === c.organisation)?.name ?? c.organisation,
            c.personName,
            showInstant(c.confirmedAt, locale),
            c.sha256.replace(/(.{16})(?=.)/g, '$1 '),
          ]),
        },
  ];
}
