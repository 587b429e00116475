import type { Reason } from '#src/core/decision.ts';
import { showInstant, type Instant } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { listed, type LetterHead, type ProgrammeHead, type Wording } from '#src/plumbing/letters/paper.ts';
import { say } from './copy.ts';
import { repairWords } from './copy/repairs.ts';
import { wordingOf, type Templates } from './queries/letters.ts';
import type { RepairItem } from './rules/repairs.ts';
import type { Values } from './rules/templates.ts';
import type { TemplateKind } from './states.ts';

/** What a letter speaks of. */
export type Matter = {
  call: Call;
  acronym: string;
  title: string;
  protocol: string;
  lead: string;
  /** Its own outgoing protocol number; a reminder has none. */
  letter?: string;
  due?: { at: Instant; days: number };
  items?: readonly RepairItem[];
  reasons?: readonly Reason[];
  reserve?: string;
  /** Where to answer, in each language. */
  link?: Record<Locale, string>;
  /** What only letters of later rooms fill in. */
  more?: Record<Locale, Values>;
};

export function valuesOf(matter: Matter, locale: Locale): Values {
  const { call, due, items, reasons, reserve, link, letter } = matter;
  return {
    acronym: matter.acronym,
    title: matter.title,
    protocol: matter.protocol,
    code: call.officialCode,
    call: call.title[locale],
    lead: matter.lead,
    ...(letter !== undefined && { letter }),
    ...(due && { due: showInstant(due.at, locale), days: String(due.days) }),
    ...(items && { items: listed(items.map((i) => `${itemWords(i, locale)}: ${i.defect}`)) }),
    ...(reasons && { reasons: listed(reasons.map((r) => `${say(r, locale)}${r.source ? ` (${r.source.ref})` : ''}`)) }),
    ...(reserve !== undefined && { reserve }),
    ...(link && { link: link[locale] }),
    ...matter.more?.[locale],
  };
}

/** An item in words: what it is, and whose. */
export function itemWords({ kind, title, who }: Pick<RepairItem, 'kind' | 'title' | 'who'>, locale: Locale): string {
  const t = speak(repairWords, locale);
  const of = kind === 'document' ? t.itemDocument : kind === 'signature' ? t.itemSignature : t.itemDeclaration;
  return of(title[locale], who ?? '');
}

/** The words of a letter in one language: the office's own where it has some. */
export const wording = (kind: TemplateKind, locale: Locale, own: Templates, matter: Matter): Wording => wordingOf(kind, locale, own, valuesOf(matter, locale));

/** What stands around a letter of this matter. */
export const headOf = ({ call, acronym, protocol, lead }: Matter, programme: ProgrammeHead, example: boolean): Omit<LetterHead, 'protocol' | 'issuedAt'> => ({
  grantingBody: call.grantingBody.name,
  programme,
  to: lead,
  about: `${acronym}, ${protocol}`,
  example,
});
