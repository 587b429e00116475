import { notFound } from '#src/core/errors.ts';
import { copy, speak } from '#src/core/words.ts';
import { personOf } from '#src/partnership/identity/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page } from '#src/plumbing/http/reply.ts';
import { act } from '#src/plumbing/house.ts';
import { inspect } from '#src/plumbing/inspection.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { FileField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { z } from 'zod';
import { EXAMPLE_AUTHORITY, exampleSigner } from '../seed/signing.ts';

const t = copy({
  title: { it: 'Firma di prova', en: 'Try-out signature' },
  lead: {
    it: 'Firma un PDF (PAdES) con un certificato di esempio intestato alla persona con cui si è entrati, per provare il caricamento dei documenti firmati.',
    en: 'Signs a PDF (PAdES) with an example certificate in the name of the person you entered as, to try out uploading signed documents.',
  },
  worthless: { it: 'Una firma senza valore', en: 'A signature without any value' },
  authority: {
    it: (name: string) => `Il certificato è di «${name}»: la riconosce solo questo sistema, e solo in modalità di esempio.`,
    en: (name: string) => `The certificate is of “${name}”: only this system takes it, and only in example mode.`,
  },
  file: { it: 'PDF da firmare', en: 'PDF to sign' },
  sign: { it: 'Firma e scarica', en: 'Sign and download' },
});

const maxBytes = 10 * 1024 * 1024;

function SigningPage({ form }: { form: Again }) {
  const words = useCopy(t);
  return (
    <>
      <PageHead trail={[{ label: words.title }]} title={words.title} lead={words.lead} />
      <Callout tone="warn" title={words.worthless}>
        <p>{words.authority(EXAMPLE_AUTHORITY)}</p>
      </Callout>
      <Form action="/example/signature" form={form} multipart label={words.title}>
        <FileField name="file" label={words.file} accept=".pdf" maxBytes={maxBytes} required />
        <SubmitRow label={words.sign} />
      </Form>
    </>
  );
}

const signingPage = (ask: Ask<unknown>, form: Again = fresh) => {
  if (!ask.house.settings.example) throw notFound();
  return page(speak(t, ask.locale).title, <SigningPage form={form} />, { address: '/example/signature' });
};

async function signed({ house, actor, now }: Ask<unknown>, bytes: Uint8Array, fileName: string): Promise<{ bytes: Buffer; fileName: string }> {
  if (!house.settings.example || !actor) throw notFound();
  const subject = `people/${actor.id}`;
  return act(house, actor, 'example.sign', subject, async ({ record }) => {
    const pdf = await inspect(house, { bytes, fileName, maxBytes, accepts: ['pdf'], signature: 'none', signers: [] });
    const person = await personOf(house.db, actor.id);
    const signer = await exampleSigner(house);
    await record({ kind: 'example.signed', subject, body: { sha256: pdf.sha256 } });
    return {
      bytes: await signer.sign(pdf.bytes, { name: actor.name, fiscalCode: person?.fiscalCode ?? null }, now.toISOString()),
      fileName: pdf.fileName.replace(/\.pdf$/, '-firmato.pdf'),
    };
  });
}

/** Example mode only: without it, nobody who tries the system out could hand in a signed document. */
export const exampleSignatureDoors: Door[] = [
  door({ method: 'GET', path: '/example/signature', access: 'signedIn', handler: (ask) => signingPage(ask) }),
  door({
    method: 'POST',
    path: '/example/signature',
    access: 'signedIn',
    does: 'example.sign',
    input: z.object({ file: z.instanceof(File, { message: 'application.fileMissing' }).refine((f) => f.size > 0, 'application.fileMissing') }),
    again: signingPage,
    async handler(ask) {
      const made = await signed(ask, await ask.input.file.bytes(), ask.input.file.name);
      return file(made.bytes, 'application/pdf', made.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/api/example/signature',
    access: 'signedIn',
    does: 'example.sign',
    summary: 'Example mode only: signs a PDF in the name of the person who asks, with an example certificate that binds nobody.',
    input: z.object({ base64: z.base64(), fileName: z.string().max(300).default('documento.pdf') }),
    async handler(ask) {
      const made = await signed(ask, new Uint8Array(Buffer.from(ask.input.base64, 'base64')), ask.input.fileName);
      return json({ fileName: made.fileName, base64: made.bytes.toString('base64') });
    },
  }),
];
