import type { Words } from '#src/core/words.ts';
import type { AssignmentRule } from '#src/funding/calls/schema.ts';

/** The call's rules about the experts of a proposal, and whom their parts are about. */
export const ruleWords = {
  bothGenders: { it: 'entrambi i generi', en: 'both genders' },
  onePerOrganisation: { it: 'al massimo uno per organizzazione', en: 'at most one per organisation' },
  outsideRegion: { it: 'uno da fuori dalla regione della proposta', en: 'one from outside the region of the proposal' },
  outsideSouth: { it: 'alcuni da fuori dal Mezzogiorno', en: 'some from outside the South' },
  f: { it: 'donne', en: 'women' },
  m: { it: 'uomini', en: 'men' },
  from: { it: 'da fuori di', en: 'from outside' },
  outside: { it: 'fuori dal Mezzogiorno', en: 'outside the South' },
} as const satisfies Record<AssignmentRule['rule'] | 'f' | 'm' | 'from' | 'outside', Words>;
