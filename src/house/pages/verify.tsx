import { speak } from '#src/core/words.ts';
import { verifyConsistency } from '#src/core/merkle.ts';
import { showInstant } from '#src/core/time.ts';
import { number } from '#src/core/money.ts';
import type { Check, Verification } from '#src/funding/rankings/verify.ts';
import type { SignedHead } from '#src/plumbing/evidence/leaf.ts';
import { isSigned, lastHead, proveConsistency, publicKeyOf } from '#src/plumbing/evidence/log.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json, page } from '#src/plumbing/http/reply.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { FileField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Callout, StatusChip } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import type { ComponentChildren } from 'preact';
import { yes } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { z } from 'zod';
import { verifyText } from '../commands/verification.ts';
import { checkNames, verifyCopy } from './verifyCopy.ts';
import { detailIn } from './verifyDetails.ts';

type Compared = { ok: boolean; first: number; second: number } | 'incomplete';

/** One check in words: what it is, how it went, what that means. */
function Row({ check: { name, ok, detail } }: { check: Check }) {
  const t = useCopy(verifyCopy);
  const { locale } = usePage();
  const { text, lang } = detailIn(detail, locale);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" data-label={t.what}>
        {t[name]}
      </th>
      <td role="cell" data-label={t.outcome}>
        <StatusChip tone={ok ? 'good' : 'bad'}>{ok ? t.ok : t.wrong}</StatusChip>
      </td>
      <td role="cell" data-label={t.meaning}>
        <span class="m-cell">
          {t[`${name}${ok ? 'Ok' : 'Bad'}`]}
          {detail !== '' && (
            <span class="m-hint m-wrap" lang={lang} data-detail>
              {text}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}

function Result({ result: { ok, checks } }: { result: Verification }) {
  const t = useCopy(verifyCopy);
  return (
    <Section title={ok ? t.good : t.bad} id="result">
      <Callout tone={ok ? 'good' : 'bad'}>
        <p>{ok ? t.goodMore : t.badMore}</p>
      </Callout>
      <table class="m-table m-cards" role="table">
        <caption class="visually-hidden">{ok ? t.good : t.bad}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[t.what, t.outcome, t.meaning].map((label) => (
              <th key={label} role="columnheader" scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {checks.map((c) => (
            <Row key={c.name} check={c} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** What the browser's own check is shown with: all words come from here. */
function Parts() {
  const part = (name: string, content: ComponentChildren) => (
    <template key={name} data-part={name}>
      {content}
    </template>
  );
  return (
    <>
      {part('good', <Result result={{ ok: true, checks: [] }} />)}
      {part('bad', <Result result={{ ok: false, checks: [] }} />)}
      {checkNames.flatMap((name) => [true, false].map((ok) => part(`${name}-${ok ? 'ok' : 'bad'}`, <Row check={{ name, ok, detail: '…' }} />)))}
    </>
  );
}

function VerifyPage({
  result,
  ownKey,
  head,
  compared,
  form,
}: {
  result?: Verification;
  ownKey: string;
  head: SignedHead | null;
  compared: Compared | null;
  form?: { values: object; reasons: AppError['reasons'] };
}) {
  const t = useCopy(verifyCopy);
  const { locale, asset } = usePage();
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      {result && <Result result={result} />}
      <Section title={t.check} id="check">
        <div data-verify data-key={ownKey} data-checks={asset('verification.js')}>
          <p data-note="plain">{t.plain}</p>
          <p data-note="here" hidden>
            {t.here}
          </p>
          <p data-note="busy" role="status" hidden>
            {t.busy}
          </p>
          <p data-note="there" hidden>
            {t.there}
          </p>
          <Form action="/verify" multipart {...(form && { form: { values: form.values as never, reasons: form.reasons } })}>
            <FileField name="file" label={t.file} accept="application/json,.json" />
            <TextArea name="text" label={t.text} rows={6} />
            <SubmitRow label={t.check} decision={yes} />
          </Form>
          <Parts />
        </div>
        <Prose>
          <p>{t.offline}</p>
        </Prose>
        <script type="module" src={asset('verify.js')} />
      </Section>
      <Section title={t.head} id="log" lead={head ? t.headLead : t.noHead}>
        {head && (
          <>
            <FactList
              stacked
              facts={[
                { label: t.size, value: number(head.size, locale) },
                { label: t.signedAt, value: showInstant(head.signedAt, locale) },
                { label: t.root, value: <code class="m-hash">{head.root}</code> },
                { label: t.key, value: <code class="m-hash">{head.publicKey}</code> },
              ]}
            />
            {compared &&
              (compared === 'incomplete' ? (
                <Callout tone="warn" title={t.notCompared} role="status" />
              ) : (
                <Callout
                  tone={compared.ok ? 'good' : 'bad'}
                  title={compared.ok ? t.grown(number(compared.first, locale), number(compared.second, locale)) : t.notGrown}
                  role="status"
                />
              ))}
            <Form action="/verify" method="get" id="h" noSummary label={t.earlier}>
              <TextField name="size" label={t.earlierSize} inputMode="numeric" width="s" />
              <TextField name="root" label={t.earlierRoot} width="l" />
              <SubmitRow label={t.compare} decision={yes} />
            </Form>
          </>
        )}
      </Section>
    </>
  );
}

/** Whether the last signed head only added to one that somebody kept. */
async function compare({ house, url }: Ask<unknown>, head: SignedHead | null): Promise<Compared | null> {
  const size = Number(url.searchParams.get('size'));
  const root = url.searchParams.get('root')?.trim().toLowerCase() ?? '';
  if (!head || !(url.searchParams.has('size') || url.searchParams.has('root'))) return null;
  if (!Number.isSafeInteger(size) || size < 1 || !/^[0-9a-f]{64}$/.test(root)) return 'incomplete';
  const proven = await proveConsistency(house, size, head.size);
  const ok =
    proven !== null &&
    proven.first.root === root &&
    isSigned(proven.first) &&
    isSigned(proven.second) &&
    verifyConsistency({ first: size, second: head.size, firstRoot: root, secondRoot: proven.second.root, proof: [...proven.proof] });
  return { ok, first: size, second: head.size };
}

/** A ranking of thousands of proposals is less; a larger one is for the browser or the command line. */
const MOST = 5_000_000;
const input = z.object({ file: z.unknown().optional(), text: z.string().max(MOST).optional() });

async function verifyPage(ask: Ask<unknown>, more: { result?: Verification; form?: { values: object; reasons: AppError['reasons'] } } = {}) {
  const head = await lastHead(ask.house.db);
  const t = speak(verifyCopy, ask.locale);
  return page(t.title, <VerifyPage {...more} ownKey={publicKeyOf(ask.house)} head={head} compared={await compare(ask, head)} />, {
    description: t.lead,
    address: '/verify',
  });
}

export const verifyDoors: Door[] = [
  door({ method: 'GET', path: '/verify', access: 'public', handler: (ask) => verifyPage(ask) }),
  door({
    method: 'POST',
    path: '/verify',
    access: 'public',
    // Nothing is written: who checks leaves no trace.
    does: 'receipt.verify',
    input,
    again: (ask, form) => verifyPage(ask, { form }),
    async handler(ask) {
      const { file, text } = ask.input;
      if (file instanceof File) demandLight(file, MOST);
      const given = file instanceof File && file.size > 0 ? await file.text() : (text ?? '');
      if (given.trim() === '') throw new AppError('invalid', [{ code: 'form.required', params: {}, at: 'file' }]);
      return verifyPage(ask, { result: verifyText(given, { trustedKey: publicKeyOf(ask.house) }) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/evidence/consistency',
    access: 'public',
    summary:
      'That the head of `second` lines only added to that of `first`: both signed heads and the proof between them (RFC 9162 §2.1.4); `proof` null when one was never signed',
    input: z.object({
      first: z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 50),
      second: z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 50),
    }),
    handler: async ({ house, input: { first, second } }) => json((await proveConsistency(house, first, second)) ?? { first: null, second: null, proof: null }),
  }),
];
