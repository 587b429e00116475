import { hasRoleFor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { reachConsensus } from '../actions/consensus.ts';
import { panelWords } from '../copy/panel.ts';
import { panelDesk } from '../desk.ts';
import { can } from '../policy.ts';
import { evaluationProgress } from '../queries.ts';
import { panelList, panelSpec } from '../queries/panel.ts';
import { stageOf } from '../queries/stage.ts';
import { entryOfForm } from '../rules/entries.ts';
import { anyForm } from '../schema.ts';
import { PanelCasePage, PanelPage } from '../views/panel.tsx';
import { asking, callIdOf, idOr404, watchers } from './asking.ts';

const applicationIdOf = (ask: Ask<unknown>) => idOr404(ask.params['applicationId']);

async function panelPage(ask: Ask<unknown>) {
  const { db } = ask.house;
  if (!can.seePanel(ask.actor, callIdOf(ask)).ok) throw notFound();
  const { version, callId } = await stageOf(db, callIdOf(ask));
  const listed = await list(db, panelList(callId, version.call.evaluation, ask.actor!) as never, panelSpec, ask.url);
  if (listed.state.csv) return file(csv(panelSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${callId}-panel.csv`);
  return page(
    `${speak(panelWords, ask.locale).panel} · ${version.call.officialCode}`,
    <PanelPage version={version} listed={listed} progress={await evaluationProgress(db, callId)} />,
    { wide: true },
  );
}

async function casePage(ask: Ask<unknown>, form?: Again) {
  const { found, decision } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
  return page(
    `${found.submission.snapshot.acronym} · ${speak(panelWords, ask.locale).panel}`,
    <PanelCasePage found={found} decision={decision} mayAgree={hasRoleFor(ask.actor, 'chair', found.callId)} form={form} />,
    { wide: true, script: true, address: `/calls/${found.callId}/panel/${found.submission.applicationId}` },
  );
}

export const panelDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/panel', access: watchers, handler: (ask) => panelPage(ask) }),
  door({ method: 'GET', path: '/calls/:callId/panel/:applicationId', access: watchers, handler: (ask) => casePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/panel/:applicationId',
    access: { anyOf: ['chair'] },
    does: 'consensus.reach',
    input: anyForm,
    again: casePage,
    async handler(ask) {
      const { found } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
      const { seen } = ask.raw;
      await reachConsensus(ask.house, ask.actor, found.callId, found.submission.applicationId, {
        entry: entryOfForm(found.stage.version.call.evaluation, ask.raw, 'report'),
        seen: typeof seen === 'string' ? seen : undefined,
      });
      return seeOther(`/calls/${found.callId}/panel/${found.submission.applicationId}#agreed`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/panel/:applicationId/documents/:sha256',
    access: watchers,
    async handler(ask) {
      const { found } = await panelDesk(asking(ask), callIdOf(ask), applicationIdOf(ask));
      const document = found.submission.snapshot.documents.find((d) => d.sha256 === ask.params['sha256']);
      if (!document) throw notFound();
      return file(await ask.house.files.get(document.sha256), 'application/octet-stream', document.fileName);
    },
  }),
];
