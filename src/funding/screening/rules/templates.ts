import { reason, type Reason } from '#src/core/decision.ts';
import type { TemplateKind } from '../states.ts';

/** What can stand between double braces, `{{protocol}}`. `items`, `reasons` and `reserve` become lists or paragraphs of their own. */
export const placeholders = [
  'acronym',
  'title',
  'protocol',
  'code',
  'call',
  'lead',
  'due',
  'days',
  'items',
  'reasons',
  'reserve',
  'link',
  'letter',
  'act',
  'position',
  'points',
  'grant',
  'asked',
  'decision',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type Values = Partial<Record<Placeholder, string>>;

/** What a letter of a kind cannot do without: what is asked and until when, why, on what ground. */
export const needed: Record<TemplateKind, readonly Placeholder[]> = {
  repairRequest: ['items', 'due'],
  repairReminder: ['due', 'link'],
  admitted: ['protocol'],
  admittedWithReserve: ['protocol', 'reserve'],
  excluded: ['protocol', 'reasons'],
  funded: ['protocol', 'act', 'grant'],
  notFunded: ['protocol', 'act'],
  belowThreshold: ['protocol', 'act', 'reasons'],
  leftOut: ['protocol', 'act', 'reasons'],
  grantEnded: ['protocol', 'act'],
  accessNotice: ['protocol', 'due', 'link'],
  accessDecided: ['protocol', 'decision', 'reasons'],
  contractOffer: ['protocol', 'due', 'link'],
  contractAddendum: ['protocol', 'act', 'grant'],
  addendumOffer: ['protocol', 'due', 'link'],
  contractEnded: ['protocol', 'decision', 'reasons'],
  variationAnswer: ['protocol', 'decision', 'link'],
  reportAccepted: ['protocol', 'decision', 'reasons'],
};

/** What every letter can name. */
const always = ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'letter'] as const;

/** What has a value in a letter of a kind. */
export const offered: Record<TemplateKind, readonly Placeholder[]> = {
  repairRequest: ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'letter', 'items', 'due', 'days', 'link'],
  repairReminder: ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'items', 'due', 'days', 'link'],
  admitted: ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'letter'],
  admittedWithReserve: ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'letter', 'reserve'],
  excluded: ['acronym', 'title', 'protocol', 'code', 'call', 'lead', 'letter', 'reasons'],
  funded: [...always, 'act', 'position', 'points', 'grant', 'days'],
  notFunded: [...always, 'act', 'position', 'points', 'reasons'],
  belowThreshold: [...always, 'act', 'points', 'reasons'],
  leftOut: [...always, 'act', 'reasons'],
  grantEnded: [...always, 'act', 'grant'],
  accessNotice: [...always, 'asked', 'due', 'days', 'link'],
  accessDecided: [...always, 'asked', 'decision', 'reasons', 'link'],
  contractOffer: [...always, 'due', 'days', 'grant', 'link'],
  contractAddendum: [...always, 'act', 'grant', 'link'],
  addendumOffer: [...always, 'asked', 'due', 'days', 'link'],
  contractEnded: [...always, 'decision', 'act', 'reasons', 'grant'],
  variationAnswer: [...always, 'asked', 'decision', 'reasons', 'link'],
  reportAccepted: [...always, 'asked', 'decision', 'reasons', 'link'],
};

const braces = /\{\{\s*([^{}]*?)\s*\}\}/g;

const namesIn = (text: string): string[] => [...text.matchAll(braces)].map((m) => m[1]!);

/** What is wrong with the words of a template; nothing when it can be kept. */
export function templateComplaints(kind: TemplateKind, { subject, body }: { subject: string; body: string }): Reason[] {
  const unknown = (at: 'subject' | 'body', text: string) =>
    namesIn(text)
      .filter((n) => !(offered[kind] as readonly string[]).includes(n))
      .map((n) => reason('screening.template.unknown', { placeholder: n, offered: offered[kind] }, { at }));
  const present = new Set(namesIn(body));
  const missing = needed[kind].filter((n) => !present.has(n)).map((n) => reason('screening.template.missing', { placeholder: n }, { at: 'body' }));
  const open = (at: 'subject' | 'body', text: string) => (/\{\{|\}\}/.test(text.replace(braces, '')) ? [reason('screening.template.open', {}, { at })] : []);
  return [...unknown('subject', subject), ...unknown('body', body), ...open('subject', subject), ...open('body', body), ...missing];
}

/** The words with their values in place. What is filled in is never read as a placeholder again; an unknown one stays as it stands. */
export const fillIn = (text: string, values: Values): string => text.replace(braces, (whole, name: string) => values[name as Placeholder] ?? whole);
