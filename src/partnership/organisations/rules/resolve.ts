import { folded } from '../rules.ts';
import type { BodyKind } from '../states.ts';

/** An organisation as it is looked for: every name that it has, and what it is part of. */
export type Named = {
  id: string;
  kind: BodyKind;
  city: string;
  website: string | null;
  names: readonly string[];
  /** Fiscal code, VAT number, ROR, IPA code. */
  codes: readonly string[];
  parentIds: readonly string[];
};

/** Which organisation a text names. Where it could be several, or the one is not certain, a person chooses. */
export type Resolution = { found: 'one'; id: string } | { found: 'ambiguous'; ids: readonly string[] } | { found: 'none' };

const spellings: Record<string, string> = {
  ...spelled('universita', 'univ', 'uni', 'university', 'universitas', 'ateneo', 'universitario'),
  ...spelled('politecnico', 'poli', 'politecn', 'polytechnic', 'polytechnical'),
  ...spelled('dipartimento', 'dip', 'dipto', 'dept', 'dep', 'department'),
  ...spelled('istituto', 'ist', 'institute', 'inst'),
  ...spelled('facolta', 'fac', 'faculty'),
  ...spelled('scuola', 'school'),
  ...spelled('laboratorio', 'lab', 'laboratory'),
  ...spelled('centro', 'center', 'centre'),
  ...spelled('italia', 'italy', 'it'),
  milan: 'milano',
  rome: 'roma',
  florence: 'firenze',
  turin: 'torino',
  naples: 'napoli',
  padua: 'padova',
  venice: 'venezia',
  genoa: 'genova',
  ...spelled('ii', '2', 'secondo'),
  ...spelled('tre', '3', 'iii'),
};

/** Words without which a name is the same name. */
const silent = new Set(
  'degli studi studio di de del della dell delle dello dei d e ed and the of for la le il lo l gli i in a al per alma mater studiorum at presso from'.split(
    ' ',
  ),
);
const legalForms = new Set('spa srl srls snc sas sapa scarl scrl scpa soc coop societa group gruppo holding ltd gmbh sa inc'.split(' '));
/** A text that begins so names a part of what comes after. */
const units = new Set('dipartimento istituto facolta scuola laboratorio centro sezione area clinica cattedra corso divisione direzione'.split(' '));
/** With one of these beside it, it is another body that only bears the name. */
const bearers = new Set(
  'spin off spinoff fondazione foundation consorzio azienda ospedale ospedaliera policlinico ex alumni associazione cooperativa startup seconda ateneum srl spa'.split(
    ' ',
  ),
);
/** Words that tell two universities of one city apart: where one is left over, the other was meant. */
const tellApart = new Set(
  'bicocca statale cattolica bocconi iulm humanitas raffaele vergata tre foro italico lumsa luiss parthenope vanvitelli orientale benincasa federico biomedico telematica politecnico politecnica sapienza foscari iuav lum stranieri'.split(
    ' ',
  ),
);

function spelled(word: string, ...others: string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, word]));
}

function tokens(text: string): string[] {
  const words = folded(text)
    .split(' ')
    .filter((word) => word !== '' && !silent.has(word))
    .map((word) => spellings[word] ?? word);
  // A polytechnic university is a polytechnic.
  return words.includes('politecnico') ? words.filter((word) => word !== 'universita') : words;
}

const keyOf = (words: readonly string[]): string => [...words].sort().join(' ');
const joined = (text: string): string => folded(text).replaceAll(' ', '');
const hostLabel = (address: string): string | null =>
  /^(?:https?:\/\/)?(?:[^@\s/]+@)?(?:[\w-]+\.)*?([\w-]+)\.(?:it|com|eu|org|net)\b/i.exec(address.trim())?.[1]?.toLowerCase() ?? null;

type Match = { ids: readonly string[]; /** Words of the segment that the name does not account for. */ left: readonly string[] };

/**
 * Reads names as people write them: `PoliMi`, `Univ. degli Studi di Firenze`, `Dip. di Ingegneria, Università di Padova`. A text is an organisation only
 * when its words are one of that organisation's names, alone or after a part of it; never because two texts look alike.
 */
export function resolver(register: readonly Named[]): (written: string) => Resolution {
  const byId = new Map(register.map((o) => [o.id, o]));
  const [byCode, byKey, byAcronym] = [new Map<string, Set<string>>(), new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const wordsOf = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, key: string, id: string) => key !== '' && map.set(key, (map.get(key) ?? new Set()).add(id));
  for (const { id, names, codes, website, kind } of register) {
    wordsOf.set(id, new Set(names.flatMap(tokens)));
    for (const code of codes) put(byCode, joined(code), id);
    for (const name of names) {
      const words = tokens(name);
      put(byKey, keyOf(words), id);
      if (kind === 'enterprise') put(byKey, keyOf(withoutForm(words)), id);
      if (!folded(name).includes(' ')) put(byAcronym, joined(name), id);
    }
    const label = website && hostLabel(website);
    if (label) put(byAcronym, label, id);
  }
  const containable = (id: string) => byId.get(id)!.kind !== 'enterprise';
  const enterprise = (id: string) => !containable(id);

  return (written) => {
    const code = byCode.get(joined(written.trim().replace(/^IT(?=\d{11}$)/i, '')));
    if (code?.size === 1) return one([...code][0]!);
    const label = /^\S+$/.test(written.trim()) ? hostLabel(written) : null;
    const whole = named(tokens(written), written) ?? (label ? byAcronym.get(label) : undefined);
    if (whole) return settled([...whole]);
    const segments = written
      .split(/[,;/()|\n]|\s[-–—]\s|[–—]/)
      .map((text) => ({ text, words: tokens(text) }))
      .filter((s) => s.words.length > 0);
    const matches = segments.map(({ text, words }): Match | null => {
      const exact = named(words, text);
      return exact ? { ids: [...exact], left: [] } : within(words);
    });
    const left = segments.flatMap((s, i) => matches[i]?.left ?? s.words);
    const ids = [...new Set(matches.flatMap((m) => m?.ids ?? []))];
    const meant = ids.filter((id) => !left.some((word) => tellApart.has(word) && !wordsOf.get(id)!.has(word)));
    if (meant.length > 0) return settled(meant);
    return ids.length > 0 ? { found: 'none' } : candidates(segments.map((s) => s.words));
  };

  /** The whole of a text is a name. */
  function named(words: readonly string[], text: string): Set<string> | undefined {
    const exact = byKey.get(keyOf(words)) ?? (folded(text).split(' ').length <= 3 ? byAcronym.get(joined(text)) : undefined);
    if (exact) return exact;
    const bare = withoutForm(words);
    if (bare.length === words.length) return undefined;
    const firms = [...(byKey.get(keyOf(bare)) ?? [])].filter(enterprise);
    return firms.length > 0 ? new Set(firms) : undefined;
  }

  /** A name inside a text: after a part of the organisation, or before its place. The longest one counts. */
  function within(words: readonly string[]): Match | null {
    if (words.some((word) => bearers.has(word))) return null;
    for (let length = words.length - 1; length > 0; length--)
      for (let from = 0; from + length <= words.length; from++) {
        const name = words.slice(from, from + length);
        const ids = [...(byKey.get(keyOf(name)) ?? (length === 1 ? byAcronym.get(name[0]!) : undefined) ?? [])].filter(containable);
        const [before, after] = [words.slice(0, from), words.slice(from + length)];
        const fitting = ids.filter((id) => {
          const { kind, city } = byId.get(id)!;
          if (kind === 'researchBody' && length === 1) return true;
          const places = new Set([...tokens(city), 'italia']);
          const isPart = before.length === 0 || units.has(before[0]!);
          return isPart && (after.length === 0 || units.has(after[0]!) || after.every((word) => places.has(word) || /^\d+$/.test(word)));
        });
        if (fitting.length > 0) return { ids: fitting, left: [...before, ...after] };
      }
    return null;
  }

  /** Several are meant unless one is part of the other; a department alone is nobody's. */
  function settled(ids: readonly string[]): Resolution {
    const known = ids.filter((id) => {
      const { names, parentIds } = byId.get(id)!;
      const nameless = parentIds.length > 0 && tokens(names[0]!)[0] === 'dipartimento';
      return !nameless || ids.length === 1 || parentIds.some((p) => ids.includes(p));
    });
    const lowest = known.filter((id) => !known.some((other) => other !== id && above(other).has(id)));
    return lowest.length === 1 ? one(lowest[0]!) : lowest.length === 0 ? { found: 'none' } : { found: 'ambiguous', ids: lowest.toSorted() };
  }

  function above(id: string, seen = new Set<string>()): Set<string> {
    for (const parent of byId.get(id)?.parentIds ?? [])
      if (!seen.has(parent)) {
        seen.add(parent);
        above(parent, seen);
      }
    return seen;
  }

  /** `Università di Napoli`, `Politecnico`: not a name, but it can only be one of these. */
  function candidates(segments: readonly (readonly string[])[]): Resolution {
    const generic = segments.find((words) => words.some((word) => word === 'universita' || word === 'politecnico'));
    if (!generic || segments.flat().some((word) => bearers.has(word))) return { found: 'none' };
    const [kindWord, rest] = [generic.includes('politecnico') ? 'politecnico' : 'universita', generic.filter((w) => w !== 'universita' && w !== 'politecnico')];
    if (kindWord === 'universita' && rest.length === 0) return { found: 'none' };
    const ids = register
      .filter((o) => o.kind === 'university' && wordsOf.get(o.id)!.has(kindWord) && (kindWord === 'politecnico' || !wordsOf.get(o.id)!.has('politecnico')))
      .filter((o) => rest.every((word) => tokens(o.city).includes(word)))
      .map((o) => o.id);
    return ids.length > 0 ? { found: 'ambiguous', ids: ids.toSorted() } : { found: 'none' };
  }
}

const one = (id: string): Resolution => ({ found: 'one', id });

/** A company with or without its legal form. */
function withoutForm(words: readonly string[]): string[] {
  const bare = words.filter((word) => !legalForms.has(word));
  return bare.length > 0 ? bare : [...words];
}
