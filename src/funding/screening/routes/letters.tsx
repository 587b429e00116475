import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { letterPaper } from '#src/plumbing/letters/paper.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { resetTemplate, saveTemplate } from '../actions/letters.ts';
import { letterWords } from '../copy/letters.ts';
import { screenedCall } from '../desk.ts';
import { headOf, wording } from '../letters.ts';
import { can } from '../policy.ts';
import { letterById, lettersOf, lettersSpec, programmeHead, templatesOf } from '../queries/letters.ts';
import { exampleMatter } from '../sample.ts';
import { templateInput } from '../schema.ts';
import { letterKinds, templateKinds, type LetterKind, type TemplateKind } from '../states.ts';
import { LettersPage, TemplatePage, TemplatesPage } from '../views/letters.tsx';
import { callIdOf } from '#src/plumbing/http/asking.ts';
import { asking, officers, readers } from './asking.ts';

const words = (ask: Ask<unknown>) => speak(letterWords, ask.locale);

function named(ask: Ask<unknown>): { kind: TemplateKind; language: Locale } {
  const kind = templateKinds.find((k) => k === ask.params['kind']);
  const language = (['it', 'en'] as const).find((l) => l === ask.params['language']);
  if (!kind || !language) throw notFound();
  return { kind, language };
}

const isLetter = (kind: TemplateKind): kind is LetterKind => (letterKinds as readonly string[]).includes(kind);

async function templatePage(ask: Ask<unknown>, form?: Again) {
  const { kind, language } = named(ask);
  const version = await screenedCall(asking(ask));
  const own = await templatesOf(ask.house.db, version.callId);
  const preview = wording(kind, language, own, exampleMatter(version.call, ask.now.toISOString(), ask.house.settings.origin, { kind, language }));
  return page(
    `${words(ask)[kind]} · ${version.call.officialCode}`,
    <TemplatePage version={version} kind={kind} language={language} own={own} preview={preview} pdf={isLetter(kind)} form={form} />,
    { script: true, address: `/calls/${version.callId}/letters/templates/${kind}/${language}` },
  );
}

export const letterDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/letters',
    access: readers,
    async handler(ask) {
      const version = await screenedCall(asking(ask));
      const listed = await list(ask.house.db, lettersOf(ask.house.db, version.callId, ask.locale, ask.actor!), lettersSpec, ask.url);
      if (listed.state.csv) return file(csv(lettersSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${version.callId}-letters.csv`);
      return page(words(ask).letters, <LettersPage version={version} listed={listed} mayWrite={hasRole(ask.actor, 'office')} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/letters/templates',
    access: officers,
    async handler(ask) {
      const version = await screenedCall(asking(ask));
      return page(words(ask).templates, <TemplatesPage version={version} own={await templatesOf(ask.house.db, version.callId)} />);
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/letters/templates/:kind/:language', access: officers, handler: (ask) => templatePage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/letters/templates/:kind/:language',
    access: officers,
    does: 'letter.saveTemplate',
    input: templateInput.omit({ kind: true, locale: true }),
    again: templatePage,
    async handler(ask) {
      const { kind, language } = named(ask);
      await saveTemplate(ask.house, ask.actor, callIdOf(ask), { ...ask.input, kind, locale: language });
      return seeOther(`/calls/${callIdOf(ask)}/letters/templates/${kind}/${language}#preview`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/letters/templates/:kind/:language/removal',
    access: officers,
    does: 'letter.resetTemplate',
    async handler(ask) {
      const { kind, language } = named(ask);
      await resetTemplate(ask.house, ask.actor, callIdOf(ask), kind, language);
      return seeOther(`/calls/${callIdOf(ask)}/letters/templates/${kind}/${language}`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/letters/templates/:kind/:language/preview',
    access: officers,
    async handler(ask) {
      const { kind, language } = named(ask);
      const version = await screenedCall(asking(ask));
      if (!isLetter(kind)) throw notFound();
      const { db, settings } = ask.house;
      const matter = exampleMatter(version.call, ask.now.toISOString(), settings.origin, { kind, language });
      const programme = await programmeHead(db, version.call.programme);
      const head = { ...headOf(matter, programme, true), protocol: matter.letter ?? '', issuedAt: ask.now.toISOString() };
      const paper = letterPaper(language, wording(kind, language, await templatesOf(db, version.callId), matter), head);
      return file(renderPdf(paper), 'application/pdf', `${kind}-${language}.pdf`, true);
    },
  }),
  door({
    method: 'GET',
    path: '/letters/:id',
    access: 'signedIn',
    async handler(ask) {
      const letter = await letterById(ask.house.db, ask.params['id'] ?? '');
      if (!can.readLetter(ask.actor, letter).ok) throw notFound();
      return file(renderPdf(letter.content[ask.locale]), 'application/pdf', `${letter.protocol}.pdf`, true);
    },
  }),
];
