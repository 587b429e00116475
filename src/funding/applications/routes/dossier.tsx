import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { dossierCopy } from '../copy/dossier.ts';
import { dossierPaper, type Paper } from '../dossier/paper.ts';
import { statementsOf } from '../dossier/statements.ts';
import { isOwn } from '../policy.ts';
import type { Proposal } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import { frozenText, programmeChoices, receiptsOf } from '../queries/lists.ts';
import { programmeOnPaper } from '../queries/paper.ts';
import { differencesBetween } from '../rules/comparison.ts';
import { examine } from '../rules/examine.ts';
import { isName } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import { ComparisonPage } from '../views/comparison.tsx';
import { Dossier, type DossierProps } from '../views/dossier.tsx';
import { addressOf, ApplicationHead } from '../views/parts.tsx';
import { frozenOf, load, signedIn, words, type AnyAsk } from './pages.tsx';
import { reuseDoors } from './reuse.tsx';

/** What of an application is read: what was handed in where that is what counts, the draft otherwise. */
function readOf(ask: AnyAsk, application: Application): { proposal: Proposal; aid: DossierProps['aid']; frozen: boolean } {
  const { frozen } = frozenOf(ask, application);
  if (frozen) return { frozen, proposal: application.submission!.snapshot, aid: { frozen: application.submission!.snapshot.aid } };
  return { frozen, proposal: application.proposal, aid: { live: examine(application.version.call, application.proposal) } };
}

async function paperOf(ask: AnyAsk, application: Application): Promise<Paper> {
  const { proposal, aid, frozen } = readOf(ask, application);
  const { call } = application.version;
  const submission = frozen ? application.submission : null;
  return {
    locale: ask.locale,
    at: submission?.submittedAt ?? application.updatedAt,
    call,
    proposal,
    ...(await programmeOnPaper(ask.house.db, call)),
    aid:
      'frozen' in aid
        ? aid.frozen
        : {
            eligibleCents: aid.live.aid.eligibleCents,
            grantCents: aid.live.aid.aidCents,
            members: aid.live.aid.members.map((m) => ({ id: m.memberId, eligibleCents: m.eligibleCents, aidCents: m.aidCents })),
          },
    receipt: submission && { protocol: submission.protocol, submittedAt: submission.submittedAt, sha256: submission.sha256 },
    example: application.example,
  };
}

/** A version that was handed in, by its protocol number, or the application as it is now. */
async function versionOf(ask: AnyAsk, application: Application, name: string): Promise<Proposal> {
  if (name === 'draft') {
    if (!isOwn(ask.actor, application)) throw notFound();
    return application.proposal;
  }
  const text = isName(name) ? await frozenText(ask.house.db, application.id, name) : undefined;
  if (text === undefined) throw notFound();
  return JSON.parse(text) as Snapshot;
}

export const dossierDoors: Door[] = [
  door({
    method: 'GET',
    path: '/applications/:id/dossier',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const { proposal, aid, frozen } = readOf(ask, application);
      const own = isOwn(ask.actor, application);
      const { call } = application.version;
      const t = words(ask);
      const d = speak(dossierCopy, ask.locale);
      const choices = await programmeChoices(ask.house.db, call.programme);
      return page(
        `${t.dossier}, ${proposal.acronym || proposal.title || t.untitled}`,
        <>
          <ApplicationHead application={application} step="dossier" own={own} lead={proposal.title} />
          <Callout tone={frozen ? 'good' : 'warn'} title={frozen ? t.dossierFrozen(application.submission!.protocol) : t.dossierDraft} />
          <Actions>
            <LinkButton href={addressOf(application.id, 'dossier.pdf')} icon="download" tone="secondary">
              {d.print}
            </LinkButton>
            {application.submission && (
              <LinkButton href={addressOf(application.id, 'comparison')} tone="plain">
                {d.compare}
              </LinkButton>
            )}
          </Actions>
          <Dossier id={application.id} call={call} proposal={proposal} choices={choices} aid={aid} />
        </>,
      );
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/dossier.pdf',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const paper = await paperOf(ask, application);
      const name =
        paper.receipt?.protocol ?? `${paper.proposal.acronym || speak(dossierCopy, ask.locale).application}-${speak(dossierCopy, ask.locale).footDraft}`;
      return file(renderPdf(dossierPaper(paper)), 'application/pdf', `${name.replace(/[^\p{L}\p{N}.-]+/gu, '_').slice(0, 80)}.pdf`);
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/comparison',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const own = isOwn(ask.actor, application);
      const receipts = await receiptsOf(ask.house.db, application.id);
      const [last, before] = receipts;
      // Since the last submission; for whoever sees no draft, between the last two.
      const from = ask.url.searchParams.get('from') ?? (own ? last?.protocol : (before?.protocol ?? last?.protocol)) ?? 'draft';
      const to = ask.url.searchParams.get('to') ?? (own ? 'draft' : last?.protocol) ?? 'draft';
      const at = { call: application.version.call, locale: ask.locale };
      const [earlier, later] = [await versionOf(ask, application, from), await versionOf(ask, application, to)];
      const differences = differencesBetween(statementsOf(at, earlier), statementsOf(at, later));
      return page(
        `${speak(dossierCopy, ask.locale).comparison}, ${later.acronym || later.title || words(ask).untitled}`,
        <ComparisonPage application={application} own={own} receipts={receipts} from={from} to={to} differences={differences} />,
      );
    },
  }),
  ...reuseDoors,
];
