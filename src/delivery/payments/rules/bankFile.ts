import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { writeXml, type XmlNode } from '#src/core/xml.ts';

/** One transfer: to whom, how much, and what they read on their statement. */
export type Transfer = { endToEndId: string; cents: Cents; name: string; iban: string; remittance: string };

export type BankFile = {
  /** Names the file once and for all: a bank refuses it a second time. */
  messageId: string;
  createdAt: Instant;
  executeOn: CalendarDate;
  debtor: { name: string; iban: string };
  transfers: readonly Transfer[];
};

export const PAIN = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Euros with a point and two decimals, as the standard writes amounts. */
export const amount = (cents: Cents): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/**
 * Text in the characters that every SEPA bank takes (EPC 217-08): letters without accents, digits and `/ - ? : ( ) . , ' +`; anything else becomes a
 * full stop. Cut to the length that the field has.
 */
export const latin = (text: string, longest: number): string =>
  text
    .replace(/[‘’`´]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/&/g, '+')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, '.')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim();

/** A credit transfer initiation (ISO 20022, `pain.001.001.09`), one payment block, each transfer booked by itself. */
export function bankFile({ messageId, createdAt, executeOn, debtor, transfers }: BankFile): string {
  const count = String(transfers.length);
  const total = amount(transfers.reduce((n, t) => n + t.cents, 0));
  const name = latin(debtor.name, 70);
  const transfer = (t: Transfer): XmlNode => [
    'CdtTrfTxInf',
    [
      ['PmtId', [['EndToEndId', t.endToEndId]]],
      ['Amt', [['InstdAmt', amount(t.cents), { Ccy: 'EUR' }]]],
      ['Cdtr', [['Nm', latin(t.name, 70)]]],
      ['CdtrAcct', [['Id', [['IBAN', t.iban]]]]],
      ['RmtInf', [['Ustrd', latin(t.remittance, 140)]]],
    ],
  ];
  return writeXml([
    'Document',
    [
      [
        'CstmrCdtTrfInitn',
        [
          [
            'GrpHdr',
            [
              ['MsgId', messageId],
              ['CreDtTm', createdAt.replace(/\.\d+Z$/, 'Z')],
              ['NbOfTxs', count],
              ['CtrlSum', total],
              ['InitgPty', [['Nm', name]]],
            ],
          ],
          [
            'PmtInf',
            [
              ['PmtInfId', messageId],
              ['PmtMtd', 'TRF'],
              ['BtchBookg', 'false'],
              ['NbOfTxs', count],
              ['CtrlSum', total],
              ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]],
              ['ReqdExctnDt', [['Dt', executeOn]]],
              ['Dbtr', [['Nm', name]]],
              [
                'DbtrAcct',
                [
                  ['Id', [['IBAN', debtor.iban]]],
                  ['Ccy', 'EUR'],
                ],
              ],
              ['DbtrAgt', [['FinInstnId', [['Othr', [['Id', 'NOTPROVIDED']]]]]]],
              ['ChrgBr', 'SLEV'],
              ...transfers.map(transfer),
            ],
          ],
        ],
      ],
    ],
    { xmlns: PAIN },
  ]);
}
