import type { Actor } from '#src/core/actor.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { saveFiscal, saveRepresentative, saveSizeYear, saveText } from '#src/partnership/organisations/actions/profile.ts';
import { saveStaff, storeDocument } from '#src/partnership/organisations/actions/register.ts';
import type { ContractKind, Gender, ProfileText, SizeClass } from '#src/partnership/organisations/states.ts';
import type { House } from '#src/plumbing/house.ts';

const texts: Record<ProfileText, [it: string, en: string]> = {
  description: [
    'Impresa sintetica di esempio: progetta e produce componenti per il Made in Italy, con attenzione al recupero dei materiali.',
    'A synthetic example enterprise: it designs and makes components for Made in Italy goods, with care for the recovery of materials.',
  ],
  competences: [
    'Progettazione per il disassemblaggio, riciclo di scarti di lavorazione, analisi del ciclo di vita secondo ISO 14040.',
    'Design for disassembly, recycling of production scrap, life-cycle assessment to ISO 14040.',
  ],
  infrastructure: [
    'Una linea pilota, un laboratorio di prova dei materiali, una stazione di stampa 3D.',
    'A pilot line, a materials testing laboratory, a 3D printing station.',
  ],
  projects: [
    'Recupero di fibre corte (esempio), 2021-2023, partner, TRL da 4 a 6.\n\nPassaporto digitale di prodotto (esempio), 2022-2024, capofila.',
    'Recovery of short fibres (example), 2021-2023, partner, TRL from 4 to 6.\n\nDigital product passport (example), 2022-2024, leader.',
  ],
};

const people: readonly [name: string, role: string, gender: Gender, birthYear: number, contract: ContractKind, newHire: boolean][] = [
  ['Ada Esempio', 'Responsabile di ricerca', 'f', 1979, 'permanent', false],
  ['Bruno Esempio', 'Tecnico di laboratorio', 'm', 1988, 'permanent', false],
  ['Carla Esempio', 'Ingegnera dei materiali', 'f', 1994, 'fixedTerm', true],
  ['Dario Esempio', 'Dottorando industriale', 'm', 1998, 'doctorate', true],
];

const staffOf: Record<SizeClass, number> = { micro: 7, small: 32, medium: 140, large: 900 };

/** What the example applicant's organisation wrote once for all its applications. All of it is made up. */
export async function seedProfile(house: House, actor: Actor, size: SizeClass | null, pdf: Uint8Array): Promise<void> {
  const id = actor.organisationIds[0]!;
  const today = romeDate(house.clock());
  for (const [kind, [textIt, textEn]] of Object.entries(texts)) await saveText(house, actor, id, kind as ProfileText, { textIt, textEn, revision: 0 });
  await saveFiscal(house, actor, id, { pec: 'impresa@pec.example', sdiCode: 'ESEMPIO', ateco: '22.29.09', revision: 0 });
  if (size !== null) {
    const last = Number(today.slice(0, 4)) - 1;
    const staffUnits = staffOf[size];
    for (const year of [last - 1, last])
      await saveSizeYear(house, actor, id, {
        year,
        staffUnits,
        turnoverCents: staffUnits * 18_000_000,
        balanceCents: staffUnits * 15_000_000,
        publiclyControlled: false,
        revision: 0,
      });
  }
  await saveRepresentative(house, actor, id, null, {
    name: actor.name,
    fiscalCode: null,
    role: 'Legale rappresentante (esempio)',
    fromOn: '2022-01-01',
    untilOn: null,
    email: actor.email,
    revision: 0,
  });
  for (const [name, role, gender, birthYear, contract, newHire] of people)
    await saveStaff(house, actor, id, null, { name, role, gender, birthYear, contract, newHire, orcid: null, revision: 0 });
  const kept = [
    { kind: 'durc', title: 'DURC (documento dimostrativo)', validFrom: addDays(today, -100), validUntil: addDays(today, 20), fileName: 'durc.pdf' },
    { kind: 'visura', title: 'Visura (documento dimostrativo)', validFrom: addDays(today, -30), validUntil: addDays(today, 150), fileName: 'visura.pdf' },
    { kind: 'statute', title: 'Statuto (documento dimostrativo)', validFrom: '2015-03-02', validUntil: null, fileName: 'statuto.pdf' },
    {
      kind: 'antimafia',
      title: 'Dichiarazione antimafia (documento dimostrativo)',
      validFrom: addDays(today, -400),
      validUntil: addDays(today, -40),
      fileName: 'antimafia.pdf',
    },
  ] as const;
  for (const document of kept) await storeDocument(house, actor, id, { ...document, bytes: pdf });
}
