import type { Reason } from '#src/core/decision.ts';
import { showDate, showInstant, type Instant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { useCopy, usePage } from './context.ts';
import { Icon } from './icon.tsx';
import { StatusChip, type Tone } from './parts.tsx';
import { Reasons } from './reasons.tsx';
import { FactList } from './plainTable.tsx';

export const signatureCopy = copy({
  valid: { it: 'Firma digitale valida', en: 'Digital signature valid' },
  toCheck: { it: 'Firma digitale valida, con punti da verificare', en: 'Digital signature valid, with points to check' },
  invalid: { it: 'Firma digitale non valida', en: 'Digital signature not valid' },
  unsigned: { it: 'Non firmato digitalmente', en: 'Not digitally signed' },
  signer: { it: 'Firmatario', en: 'Signer' },
  when: { it: 'Data dichiarata', en: 'Date declared' },
  noDate: { it: 'non dichiarata', en: 'not declared' },
  certificate: { it: 'Certificato', en: 'Certificate' },
  issuedBy: { it: (issuer: string) => `rilasciato da ${issuer}`, en: (issuer: string) => `issued by ${issuer}` },
  validity: {
    it: (from: string, until: string) => `valido dal ${showDate(from, 'it')} al ${showDate(until, 'it')}`,
    en: (from: string, until: string) => `valid from ${showDate(from, 'en')} to ${showDate(until, 'en')}`,
  },
  serial: { it: (serial: string) => `numero di serie ${serial}`, en: (serial: string) => `serial number ${serial}` },
  format: { it: 'Formato', en: 'Format' },
  checkedAt: { it: 'Verificato il', en: 'Checked on' },
  details: { it: 'Che cosa è stato verificato', en: 'What was checked' },
  intact: { it: 'Contenuto integro dopo la firma', en: 'Content unchanged after signing' },
  inTime: { it: 'Certificato valido alla firma e alla ricezione', en: 'Certificate valid when signed and when received' },
  trusted: { it: 'Autorità nell’elenco accettato', en: 'Authority on the accepted list' },
  covers: { it: 'La firma copre tutto il file', en: 'The signature covers the whole file' },
  met: { it: 'sì', en: 'yes' },
  unmet: { it: 'no', en: 'no' },
  unknown: { it: 'non controllato', en: 'not checked' },
  notes: { it: 'Da sapere', en: 'Good to know' },
});

/** A report or its frozen summary: the summary has no single checks. */
export type ShownSignature = {
  format: 'pades' | 'cades' | null;
  outcome: 'valid' | 'invalid' | 'unsigned';
  checkedAt: Instant;
  reasons: readonly Reason[];
  notes: readonly Reason[];
  signers: readonly {
    name: string;
    fiscalCode: string | null;
    organisation: string | null;
    signedAt: Instant | null;
    certificate: { issuer: string; serial: string; from: Instant; until: Instant };
    intact?: boolean;
    inTime?: boolean;
    trusted?: boolean | null;
    coversWholeDocument?: boolean;
  }[];
};

const tones: Record<ShownSignature['outcome'], Tone> = { valid: 'good', invalid: 'bad', unsigned: 'bad' };

/** That revocation is not looked at here is said of every signature: alone, it is no point to check. */
const worthChecking = (notes: readonly Reason[]) => notes.some((n) => n.code !== 'signature.revocationNotChecked');

export function SignatureChip({ signature }: { signature: Pick<ShownSignature, 'outcome' | 'notes'> }) {
  const t = useCopy(signatureCopy);
  const toCheck = signature.outcome === 'valid' && worthChecking(signature.notes);
  return <StatusChip tone={toCheck ? 'warn' : tones[signature.outcome]}>{toCheck ? t.toCheck : t[signature.outcome]}</StatusChip>;
}

/** What a file's signatures are worth, in words: the result, why not, who signed with what, and each check. */
export function SignatureResult({ signature, label }: { signature: ShownSignature; /** Which file, for the ear. */ label?: string }) {
  const t = useCopy(signatureCopy);
  const { locale } = usePage();
  return (
    <div class="m-signature">
      <p>
        <SignatureChip signature={signature} />
      </p>
      {signature.reasons.length > 0 && <Reasons reasons={signature.reasons} />}
      {signature.signers.length > 0 && (
        <details class="m-signature-details">
          <summary>
            {t.details}
            {label && <span class="visually-hidden">: {label}</span>}
          </summary>
          {signature.signers.map((s, i) => (
            <Signer key={i} signer={s} />
          ))}
          <p class="m-hint">
            {signature.format && `${t.format}: ${signature.format === 'pades' ? 'PAdES' : 'CAdES'}. `}
            {t.checkedAt} {showInstant(signature.checkedAt, locale)}.
          </p>
          {signature.notes.length > 0 && (
            <>
              <p>{t.notes}:</p>
              <Reasons reasons={signature.notes} />
            </>
          )}
        </details>
      )}
    </div>
  );
}

function Signer({ signer }: { signer: ShownSignature['signers'][number] }) {
  const t = useCopy(signatureCopy);
  const { locale } = usePage();
  const { certificate: c } = signer;
  const checks = [
    [t.intact, signer.intact],
    [t.inTime, signer.inTime],
    [t.trusted, signer.trusted],
    [t.covers, signer.coversWholeDocument],
  ] as const;
  return (
    <>
      <FactList
        facts={[
          { label: t.signer, value: [signer.name, signer.fiscalCode, signer.organisation].filter(Boolean).join(', ') },
          { label: t.when, value: signer.signedAt ? <time dateTime={signer.signedAt}>{showInstant(signer.signedAt, locale)}</time> : t.noDate },
          { label: t.certificate, value: [t.issuedBy(c.issuer), t.validity(c.from, c.until), t.serial(c.serial)].join(', ') },
        ]}
      />
      <ul class="m-signature-checks">
        {checks
          .filter(([, met]) => met !== undefined)
          .map(([words, met]) => (
            <li key={words}>
              <Icon name={met ? 'check-circle' : met === null ? 'help-circle' : 'close-circle'} /> {words}: {met ? t.met : met === null ? t.unknown : t.unmet}
            </li>
          ))}
      </ul>
    </>
  );
}
