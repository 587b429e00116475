import { reason, type Reason, type Source } from '#src/core/decision.ts';
import type { Words } from '#src/core/words.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { DocumentFormat } from '#src/funding/calls/vocabulary.ts';
import { murNotice } from './term.ts';

/** `document`: handed in anew; `signature`: the same document, signed; `declaration`: answered in words. */
export type ItemKind = 'document' | 'signature' | 'declaration';

/** Something of a submission that a request can name, or cannot, and then why. */
export type Repairable = {
  id: string;
  kind: ItemKind;
  document: string | null;
  organisation: string | null;
  title: Words;
  who: string | null;
  maxBytes: number | null;
  /** What it may be, where the call says so. */
  formats?: readonly DocumentFormat[];
  /** Has to come back digitally signed. */
  signed: boolean;
  /** Was there something in its place? */
  handedIn: boolean;
  source: Source;
};
export type Unrepairable = { id: string; title: Words; who: string | null; why: Reason };

/** An item as a request names it: with the defect, in the officer's words. */
export type RepairItem = Repairable & { defect: string };

/** What a file may be that puts it right; a signed one may always come in its envelope. */
export const acceptedIn = ({ signed, formats }: Pick<Repairable, 'signed' | 'formats'>) => [
  ...(signed || !formats ? (['pdf'] as const) : formats),
  'p7m' as const,
];

/** The shortest defect that tells an applicant what to do. */
export const MIN_DEFECT = 10;

type Submitted = Pick<Snapshot, 'facts' | 'documents'>;

const wholeProposal: Words = { it: 'Dichiarazioni della domanda', en: 'Declarations of the application' };
const ofMember: Words = { it: 'Dichiarazioni del partecipante', en: 'Declarations of the participant' };
const technicalForm: Words = { it: 'Scheda tecnica (sezioni del modulo e dati del progetto)', en: 'Technical form (sections and project data)' };
const identity: Words = { it: 'Dati che identificano chi presenta la domanda', en: 'What identifies the applicant' };
const budget: Words = { it: 'Quadro dei costi', en: 'Budget' };

/** What can be repaired on this submission: documents that the call calls repairable, their signatures, and declarations. Nothing else. */
export function repairableItems(call: Pick<Call, 'documents'>, submitted: Submitted): Repairable[] {
  const asked = documentsAsked(call as Call, submitted.facts).filter(({ document }) => document.repairable);
  const files = asked.flatMap(({ document, member }): Repairable[] => {
    const organisation = member?.id ?? null;
    const handedIn = submitted.documents.some((d) => d.document === document.id && d.organisation === organisation);
    const common = {
      document: document.id,
      organisation,
      title: document.title,
      who: member?.name ?? null,
      maxBytes: document.maxBytes,
      ...(document.formats && { formats: document.formats }),
      signed: document.signature === 'digital',
      handedIn,
      source: document.source,
    };
    const id = itemId(document.id, organisation);
    return [
      { id: `document.${id}`, kind: 'document', ...common },
      ...(handedIn && document.signature === 'digital' ? [{ id: `signature.${id}`, kind: 'signature' as const, ...common }] : []),
    ];
  });
  const declarations = [{ id: 'application', name: null as string | null }, ...submitted.facts.members.map(({ id, name }) => ({ id, name }))].map(
    ({ id, name }): Repairable => ({
      id: `declaration.${id}`,
      kind: 'declaration',
      document: null,
      organisation: name === null ? null : id,
      title: name === null ? wholeProposal : ofMember,
      who: name,
      maxBytes: null,
      signed: false,
      handedIn: true,
      source: murNotice,
    }),
  );
  return [...files, ...declarations];
}

/** What stays as it was handed in, whatever is wrong with it, with the rule that says so. */
export function unrepairableItems(call: Pick<Call, 'documents'>, submitted: Submitted): Unrepairable[] {
  const documents = documentsAsked(call as Call, submitted.facts)
    .filter(({ document }) => !document.repairable)
    .map(({ document, member }) => ({
      id: `document.${itemId(document.id, member?.id ?? null)}`,
      title: document.title,
      who: member?.name ?? null,
      why: reason('screening.notRepairable.document', { title: document.title }, { source: document.source }),
    }));
  const why = (code: string) => reason(code, {}, { source: murNotice });
  return [
    { id: 'form', title: technicalForm, who: null, why: why('screening.notRepairable.form') },
    { id: 'budget', title: budget, who: null, why: why('screening.notRepairable.form') },
    { id: 'identity', title: identity, who: null, why: why('screening.notRepairable.identity') },
    ...documents,
  ];
}

const itemId = (document: string, organisation: string | null) => (organisation === null ? document : `${document}.${organisation}`);

/** The items that a request would name, or why it cannot be made. A defect without words, or an item that cannot be repaired, refuses it. */
export function requestedItems(
  call: Pick<Call, 'documents'>,
  submitted: Submitted,
  defects: Readonly<Record<string, string>>,
): { items: RepairItem[]; wrong: Reason[] } {
  const possible = new Map(repairableItems(call, submitted).map((i) => [i.id, i]));
  const never = new Map(unrepairableItems(call, submitted).map((i) => [i.id, i]));
  const named = Object.entries(defects).map(([id, text]) => [id, text.trim()] as const);
  const wrong = named.flatMap(([id, text]): Reason[] => {
    const barred = never.get(id);
    if (barred) return [{ ...barred.why, at: 'items' }];
    if (!possible.has(id)) return [reason('screening.notRepairable.unknown', { item: id }, { at: 'items', source: murNotice })];
    return text.length < MIN_DEFECT ? [reason('screening.defectTooShort', { min: MIN_DEFECT, length: text.length }, { at: `defect.${id}` })] : [];
  });
  if (named.length === 0) wrong.push(reason('screening.noDefect', {}, { at: 'items' }));
  const items = [...possible.values()].flatMap((item): RepairItem[] => {
    const text = named.find(([id]) => id === item.id)?.[1];
    return text === undefined ? [] : [{ ...item, defect: text }];
  });
  return { items, wrong };
}

/** The items of a request that nothing has come in for. */
export const stillMissing = (items: readonly RepairItem[], given: readonly { item: string }[]): RepairItem[] =>
  items.filter((i) => !given.some((g) => g.item === i.id));
