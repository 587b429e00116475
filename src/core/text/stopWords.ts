/** Words that say nothing of a subject, Italian and English, without accents. One list for both: a text may hold either. */
const italian = `a ad agli ai al alla alle allo anche ancora avere avra c che chi ci ciascun ciascuna ciascuno cio cioe cio coi col come con cosi cui da dagli dai dal dall
dalla dalle dallo degli dei del dell della delle dello dentro di dopo dove e ed entro era erano essa esse essere essi esso fa fanno fin fino fra gli gia grazie i il in inoltre
io l la le lei li lo loro lui ma mentre mediante molte molti molto ne negli nei nel nell nella nelle nello noi non nonche nostra nostre nostri nostro nuova nuove nuovi nuovo o od
ogni oltre oppure per perche piu poi presso prima propria proprie propri proprio puo possono qual quale quali quando quanto quella quelle quelli quello questa queste questi questo
qui quindi s sara saranno se secondo sempre senza si sia siano sono sotto sta stata state stati stato su sua sue sugli sui sul sull sulla sulle sullo suo suoi tale tali tra tramite
tutta tutte tutti tutto un una uno va verso vi viene vengono voi vostro attraverso alcune alcuni altra altre altri altro due tre ha hanno ho`;
const english = `about above across after again all also am among an and any are as at be because been before being below between both but by can could did do does doing down during
each either etc for from further had has have having he her here hers him his how however i if in into is it its itself just may me might more most must my no nor not of off on once
one only onto or other our out over own per same shall she should so some such than that the their them then there these they this those through thus to too toward towards two under
until up upon us use used uses using very via was we were what when where which while who whom whose why will with within without would you your new`;
/** What every proposal and every profile says. The statistics of the call weigh such words down too; these are so common that few texts suffice. */
const common = `progetto progetti project projects ricerca ricerche research obiettivo obiettivi objective objectives attivita activity activities proposta proposal risultato risultati
result results sviluppo sviluppare development develop esperto esperta expert expertise competenze competenza universita university dipartimento department professore professor
associato ordinario ricercatore researcher pubblicazioni publications anni years anno year`;

export const stopWords: ReadonlySet<string> = new Set(`${italian} ${english} ${common}`.split(/\s+/));
