import type { Call } from '#src/funding/calls/schema.ts';
import type { Snapshot } from './snapshot.ts';

/** Section id → field id → what was written. */
export type Answers = Snapshot['answers'];
/** What an application says, whether as a draft or as it was handed in. */
export type Proposal = Pick<Snapshot, 'acronym' | 'title' | 'answers' | 'facts' | 'documents' | 'staff' | 'confirmations'> & {
  /** Fields of a draft that two people wrote differently and nobody has decided yet. */
  conflicts?: readonly { section: string; field: string }[];
};
export type ProposalDocument = Proposal['documents'][number];
export type FormSection = Call['form']['sections'][number];
