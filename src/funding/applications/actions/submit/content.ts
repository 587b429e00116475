import { canonical, sha256 } from '#src/core/canonical.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Standing } from '../../policy.ts';
import type { Application } from '../../queries/application.ts';
import type { ReadyDraft, ReadyMember } from '../../queries/ready.ts';
import { examine, freeze } from '../../rules/examine.ts';
import { isCounted } from '../../rules/limits.ts';
import type { Snapshot } from '../../snapshot.ts';

/** Everything that is written of one submission but its number and its instant. */
export type Content = {
  id: string;
  standing: Standing;
  version: CallVersion;
  leadName: string;
  /** The frozen text; null when it lies ready in the database. */
  text: string | null;
  sha256: string;
  acronym: string;
  title: string;
  mainSpoke: number | null;
  sector: string | null;
  eligibleCents: Cents;
  grantCents: Cents;
  southGrantCents: Cents;
  members: readonly ReadyMember[];
  /** What it takes the place of. */
  before: { protocol: string; members: readonly { id: string; role: 'lead' | 'partner' }[] } | null;
};

export const readyMembers = (call: Call, members: readonly MemberFacts[], { confirmations = [] }: Pick<Snapshot, 'confirmations'>): ReadyMember[] =>
  members.map((m) => ({
    id: m.id,
    name: m.name,
    role: m.role,
    counted: isCounted(call, m),
    ...m.otherProposals,
    confirmedBy: confirmations.find((c) => c.organisation === m.id)?.person ?? null,
  }));

/** An application looked at now. */
export function contentOf(application: Application): { content: Content } | { toPutRight: readonly Reason[] } {
  const { id, version, proposal, leadName, submission } = application;
  const examination = examine(version.call, proposal);
  if (examination.toPutRight.length > 0) return { toPutRight: examination.toPutRight };
  const snapshot = freeze(id, version, proposal, examination);
  const text = canonical(snapshot);
  const live = submission && submission.supersededAt === null ? submission : null;
  return {
    content: {
      id,
      standing: application,
      version,
      leadName,
      text,
      sha256: sha256(text),
      acronym: snapshot.acronym,
      title: snapshot.title,
      mainSpoke: snapshot.facts.mainSpoke,
      sector: snapshot.facts.sector,
      eligibleCents: snapshot.aid.eligibleCents,
      grantCents: snapshot.aid.grantCents,
      southGrantCents: snapshot.aid.southGrantCents,
      members: readyMembers(version.call, proposal.facts.members, snapshot),
      before: live && { protocol: live.protocol, members: live.snapshot.facts.members },
    },
  };
}

/** A draft that was looked at ahead and has not changed since. */
export const contentOfReady = (draft: ReadyDraft): Content => ({ ...draft, standing: draft, text: null, before: null });
