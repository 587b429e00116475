import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { writeXml, type XmlNode } from '#src/core/xml.ts';
import { amount } from '#src/delivery/payments/rules/bankFile.ts';

/** `id` is the end-to-end id that the bank gives back; `said` is what stands beside the movement. */
export type ExampleMovement = { cents: Cents; side: 'DBIT' | 'CRDT'; id?: string; said?: string; on?: CalendarDate };

/** A statement of an account with these movements, as a bank sends it (ISO 20022, `camt.053.001.08`), for examples and tests. */
export function statementXml(id: string, on: CalendarDate, iban: string, movements: readonly ExampleMovement[]): string {
  const at = `${on}T20:00:00`;
  const entry = (m: ExampleMovement): XmlNode => [
    'Ntry',
    [
      ['Amt', amount(m.cents), { Ccy: 'EUR' }],
      ['CdtDbtInd', m.side],
      ['Sts', [['Cd', 'BOOK']]],
      ['BookgDt', [['Dt', m.on ?? on]]],
      [
        'BkTxCd',
        [
          [
            'Domn',
            [
              ['Cd', 'PMNT'],
              [
                'Fmly',
                [
                  ['Cd', m.side === 'DBIT' ? 'ICDT' : 'RCDT'],
                  ['SubFmlyCd', 'ESCT'],
                ],
              ],
            ],
          ],
        ],
      ],
      [
        'NtryDtls',
        [
          [
            'TxDtls',
            [
              ['Refs', [['EndToEndId', m.id ?? 'NOTPROVIDED']]],
              ['RmtInf', !m.said ? [] : [['Ustrd', m.said]]],
            ],
          ],
        ],
      ],
    ],
  ];
  const balance: XmlNode = [
    'Bal',
    [
      ['Tp', [['CdOrPrtry', [['Cd', 'CLBD']]]]],
      ['Amt', '0.00', { Ccy: 'EUR' }],
      ['CdtDbtInd', 'CRDT'],
      ['Dt', [['Dt', on]]],
    ],
  ];
  const statement: XmlNode = ['Stmt', [['Id', id], ['CreDtTm', at], ['Acct', [['Id', [['IBAN', iban]]]]], balance, ...movements.map(entry)]];
  const header: XmlNode = [
    'GrpHdr',
    [
      ['MsgId', id],
      ['CreDtTm', at],
    ],
  ];
  return writeXml(['Document', [['BkToCstmrStmt', [header, statement]]], { xmlns: 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08' }]);
}
