import { copy } from '#src/core/words.ts';

/** What contracts and projects say alike. */
export const sharedWords = copy({
  leadName: { it: 'Capofila', en: 'Lead' },
  call: { it: 'Bando', en: 'Call' },
  spoke: { it: 'Spoke', en: 'Spoke' },
  state: { it: 'Stato', en: 'State' },
  yes: { it: 'sì', en: 'yes' },
  no: { it: 'no', en: 'no' },
  renounced: { it: 'Rinunciato', en: 'Renounced' },
  revoked: { it: 'Revocato', en: 'Revoked' },
  contract: { it: 'Contratto', en: 'Contract' },
  eligible: { it: 'Costi ammissibili', en: 'Eligible cost' },
  total: { it: 'Totale', en: 'Total' },
  upload: { it: 'Carica', en: 'Upload' },
  file: { it: 'File', en: 'File' },
  reason: { it: 'Motivo', en: 'Reason' },
  save: { it: 'Salva', en: 'Save' },
  fingerprint: { it: 'Impronta SHA-256', en: 'SHA-256' },
  holdsFrom: { it: 'Vale dal', en: 'Holds from' },
});
