import { yes, type Decision } from '#src/core/decision.ts';
import { notFound, see } from '#src/core/errors.ts';
import type { Asking, AskingAcross } from '#src/plumbing/http/asking.ts';
import { can } from './policy.ts';
import { declarationRows, type DeclarationRow } from './queries.ts';
import { competing, findingShown, recordChoices, type Chosen, type FindingShown } from './queries/findings.ts';
import { tiesDeclared, type TieRow } from './queries/ties.ts';
import { declarationStage, registeredExpert, type DeclarationStage, type Registered } from './queries/stage.ts';

export type DeclarationDesk = {
  stage: DeclarationStage;
  registered: Registered;
  /** None in a double-blind call: not even how many proposals there are. */
  rows: DeclarationRow[];
  decision: Decision;
};

/** What an expert of the call declares on. Before the deadline there is nothing to declare on, and nothing to see. */
export async function declarationDesk({ db, ports, actor, now }: AskingAcross, callId: string): Promise<DeclarationDesk> {
  const registered = actor ? await registeredExpert({ db, ports }, callId, actor.id) : undefined;
  see(can.seeDeclaration(registered !== undefined));
  const stage = await declarationStage(db, callId);
  const decision = can.declare(true, stage, now);
  const blind = stage.version.call.evaluation.blind === 'double';
  return { stage, registered: registered!, rows: now > stage.closesAt && !blind ? await declarationRows({ db, ports }, callId, actor!.id) : [], decision };
}

export type FindingsDesk = {
  stage: DeclarationStage;
  choices: { proposals: Chosen[]; people: Chosen[] } | null;
  competing: { person: string; proposals: number }[];
  /** Whom experts named in a double-blind call. */
  ties: TieRow[];
};

/** What was found under a call. Before the deadline nobody knows the proposals, and there is nothing to see. */
export async function findingsDesk({ db, actor, now, ports }: AskingAcross, callId: string): Promise<FindingsDesk> {
  see(can.seeFindings(actor));
  const stage = await declarationStage(db, callId);
  const closed = now > stage.closesAt;
  return {
    stage,
    choices: closed && can.record(actor).ok ? await recordChoices({ db, ports }, callId, actor!) : null,
    competing: closed ? await competing({ db, ports }, callId, actor!) : [],
    ties: closed && stage.version.call.evaluation.blind === 'double' ? await tiesDeclared({ db, ports }, callId, actor!) : [],
  };
}

export type FindingDesk = { stage: DeclarationStage; finding: FindingShown; record: Decision; propose: Decision; answer: Decision };

export async function findingDesk({ db, actor, now }: Asking, callId: string, id: string): Promise<FindingDesk> {
  see(can.seeFindings(actor));
  const stage = await declarationStage(db, callId);
  see(now > stage.closesAt ? yes : can.seeFindings(null));
  const finding = await findingShown(db, callId, id, actor!);
  if (!finding) throw notFound();
  const open = finding.waivers.find((w) => w.state === 'proposed');
  return { stage, finding, record: can.record(actor), propose: can.proposeWaiver(actor, finding), answer: can.answerWaiver(actor, finding, open) };
}
