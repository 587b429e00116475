import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate, romeInstant } from '#src/core/time.ts';
import { askAccess, decideAccess, notifyParties, objectToAccess } from '#src/funding/access/actions.ts';
import { closeMeeting, decideItem, leaveForItem, notePresence, openMeeting, planMeeting } from '#src/funding/panels/actions/meetings.ts';
import { signMinutes } from '#src/funding/panels/actions/signatures.ts';
import { meetingById } from '#src/funding/panels/queries/meetings.ts';
import { personOf } from '#src/partnership/identity/queries.ts';
import { at, type ExampleContext } from './example.ts';
import { exampleSigner } from './signing.ts';

/** A meeting of the panel half way through the evaluation, with its minutes signed by both who sign, and one that is still to come. */
export async function panelMet({ house, office, chair, judges }: ExampleContext, callId: string, applications: readonly string[], when: string): Promise<void> {
  const later = (minutes: number) => at(house, new Date(Date.parse(when) + minutes * 60_000).toISOString());
  const members = judges.experts.slice(0, 3).map((e) => e.person.personId);
  const plan = { place: 'Sala riunioni dell’Hub (esempio)', chair: chair.id, secretary: office.id, members };
  const id = await planMeeting(at(house, new Date(Date.parse(when) - 4 * 86_400_000).toISOString()), office, callId, {
    ...plan,
    heldAt: when,
    agenda: applications.slice(0, 2),
  });
  await openMeeting(later(5), chair, callId, id);
  await notePresence(later(6), office, callId, id, [chair.id, office.id, ...members]);
  const [first, second] = (await meetingById(house.db, callId, id, office)).items;
  await decideItem(
    later(40),
    office,
    { callId, id, itemId: first!.id },
    {
      outcome: 'asIs',
      discussion: 'Il presidente riassume le valutazioni; gli esperti presenti confermano il proprio giudizio (testo di esempio).',
      decision: 'Le valutazioni restano come sono.',
      against: 0,
      abstained: 1,
      revision: first!.revision,
    },
  );
  await leaveForItem(
    later(45),
    office,
    { callId, id, itemId: second!.id },
    { person: members[2]!, reason: 'Ha tenuto un seminario presso il proponente (esempio)' },
  );
  const again = (await meetingById(house.db, callId, id, office)).items[1]!;
  await decideItem(
    later(70),
    office,
    { callId, id, itemId: again.id },
    {
      outcome: 'postponed',
      discussion: 'Manca ancora una valutazione: se ne parla quando è presentata (testo di esempio).',
      decision: 'Rinviata alla prossima riunione.',
      against: 0,
      abstained: 0,
      revision: again.revision,
    },
  );
  await closeMeeting(later(80), office, callId, id);
  const minutes = await house.files.get((await meetingById(house.db, callId, id, office)).sha256!);
  const signer = await exampleSigner(house);
  for (const actor of [chair, office]) {
    const person = await personOf(house.db, actor.id);
    const bytes = await signer.sign(minutes, { name: actor.name, fiscalCode: person?.fiscalCode ?? null }, later(90).clock().toISOString());
    await signMinutes(later(120), actor, callId, id, { bytes: new Uint8Array(bytes), fileName: 'verbale-firmato.pdf' });
  }
  const next = `${addDays(romeDate(house.clock()), 7)}T10:00`;
  await planMeeting(house, office, callId, { ...plan, heldAt: romeInstant(next), agenda: [applications[1]!] });
}

/** Somebody asks for the documents of another proposal; the other objects, and the office grants what remains. */
export async function documentsAsked({ house, office }: ExampleContext, { asking, other }: { asking: Asker; other: Asker }): Promise<void> {
  const days = (n: number) => at(house, new Date(house.clock().getTime() - n * 86_400_000).toISOString());
  const { protocol } = await house.db.selectFrom('submissions').select('protocol').where('application_id', '=', other.application).executeTakeFirstOrThrow();
  const id = await askAccess(days(25), asking.actor, {
    application: asking.application,
    reason: 'Per valutare se chiedere il riesame della graduatoria, con riguardo ai punti sull’attuazione (esempio).',
    others: [protocol],
  });
  await notifyParties(days(23), office, id, []);
  const notice = await house.db.selectFrom('access_parties').select('id').where('request_id', '=', id).executeTakeFirstOrThrow();
  await objectToAccess(days(18), other.actor, notice.id, 'Le parti tecniche contengono risultati non ancora pubblicati (esempio).');
  await decideAccess(days(10), office, id, {
    decision: 'partial',
    answer: 'Si dà accesso alle valutazioni e ai punteggi; le parti tecniche della proposta altrui restano riservate (esempio).',
    granted: [],
  });
}

type Asker = { actor: Actor; application: string };
