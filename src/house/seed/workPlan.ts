import type { Answer, TableRow } from '#src/funding/applications/snapshot.ts';

/** A synthetic work plan that hangs together: activities, what comes out of them and when, what may go wrong, who works on what. */
export function exampleWorkPlan(answer: string, members: readonly string[]): Record<string, Answer> {
  const [lead, second = lead, third = second] = members;
  const row = (id: string, cells: Record<string, string | undefined>): TableRow =>
    ({ id, ...Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined)) }) as TableRow;
  return {
    workPackages: [
      row('wp-1', {
        title: 'Coordinamento e misure',
        leader: lead,
        from: '1',
        until: '12',
        personMonths: '4',
        description: 'Riunioni, rendiconti e misure di materia ed energia all’inizio e alla fine.',
      }),
      row('wp-2', {
        title: 'Messa a punto in laboratorio',
        leader: third,
        from: '1',
        until: '5',
        personMonths: '9',
        description: `Prove in piccolo di ${answer}.`,
      }),
      row('wp-3', {
        title: 'Linea pilota',
        leader: second,
        from: '4',
        until: '10',
        personMonths: '12.5',
        description: 'Costruzione della linea, prove su lotti reali, correzioni.',
      }),
      row('wp-4', {
        title: 'Diffusione e trasferimento',
        leader: lead,
        from: '8',
        until: '12',
        personMonths: '3',
        description: 'Visite di altre imprese, un archivio aperto dei dati, due articoli.',
      }),
    ],
    deliverables: [
      row('d-1', { title: 'Rapporto sulle misure iniziali', workPackage: 'wp-1', month: '2', type: 'report' }),
      row('d-2', { title: 'Prototipo di laboratorio', workPackage: 'wp-2', month: '5', type: 'prototype' }),
      row('d-3', { title: 'Dati di prova in archivio aperto', workPackage: 'wp-4', month: '12', type: 'data' }),
    ],
    milestones: [
      row('m-1', { title: 'Il processo funziona in piccolo', workPackage: 'wp-2', month: '5', proof: 'Tre prove consecutive entro le tolleranze' }),
      row('m-2', { title: 'Primo lotto dalla linea pilota', workPackage: 'wp-3', month: '9', proof: 'Lotto di almeno 50 kg accettato dal cliente' }),
    ],
    risks: [
      row('r-1', {
        risk: 'Materia prima seconda di qualità incostante',
        workPackage: 'wp-3',
        likelihood: 'medium',
        impact: 'high',
        measure: 'Controllo in ingresso e due fornitori.',
      }),
      row('r-2', {
        risk: 'Ritardo nella consegna di un’attrezzatura',
        workPackage: 'wp-3',
        likelihood: 'low',
        impact: 'medium',
        measure: 'Ordine nel primo mese, noleggio come ripiego.',
      }),
    ],
    roles: [
      row('s-1', { role: 'Responsabile tecnico', member: lead, level: 'senior', workPackage: 'wp-1', personMonths: '6' }),
      row('s-2', { role: 'Progettista di processo', member: second, level: 'middle', workPackage: 'wp-3', personMonths: '12' }),
      row('s-3', { role: 'Giovane ricercatrice', member: third, level: 'junior', workPackage: 'wp-2', personMonths: '10.5' }),
    ],
  };
}
