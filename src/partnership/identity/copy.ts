import { copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './states.ts';

export const identityCopy = copy({
  // Sign-in
  signIn: { it: 'Accedi', en: 'Sign in' },
  signInLead: { it: 'Per presentare una domanda, valutare o amministrare il programma.', en: 'To apply, to review or to run the programme.' },
  signedIn: { it: (name: string) => `Accesso già effettuato come ${name}.`, en: (name: string) => `You are signed in as ${name} already.` },
  goOn: { it: 'Continua', en: 'Go on' },
  withPassword: { it: 'Con e-mail e password', en: 'With e-mail and password' },
  otherWays: { it: 'Altri modi di accedere', en: 'Other ways to sign in' },
  withPasskey: { it: 'Accedi con una passkey', en: 'Sign in with a passkey' },
  withProvider: { it: (name: string) => `Accedi con ${name}`, en: (name: string) => `Sign in with ${name}` },
  email: { it: 'E-mail', en: 'E-mail' },
  password: { it: 'Password', en: 'Password' },
  forgotten: { it: 'Password dimenticata?', en: 'Forgotten your password?' },
  noAccount: { it: 'Per chi non ha ancora un profilo:', en: 'No account yet?' },
  personas: { it: 'Persone di esempio', en: 'Example personas' },
  personasLead: {
    it: 'Questa installazione contiene dati sintetici: si entra con un clic, senza password.',
    en: 'This installation holds synthetic data: one click lets you in, no password.',
  },
  enterAs: { it: (name: string) => `Entra come ${name}`, en: (name: string) => `Enter as ${name}` },
  signedOut: { it: 'Uscita effettuata.', en: 'You have signed out.' },
  passwordSet: {
    it: 'La nuova password è attiva e tutte le sessioni aperte sono state chiuse. Ora è possibile accedere.',
    en: 'The new password is set and all open sessions are closed. You can sign in now.',
  },
  verified: { it: 'Indirizzo confermato. Ora è possibile accedere.', en: 'Address confirmed. You can sign in now.' },
  signOut: { it: 'Esci', en: 'Sign out' },

  // Sign-up
  signUp: { it: 'Crea un profilo', en: 'Create an account' },
  signUpLead: {
    it: 'Serve un indirizzo e-mail da confermare. Il profilo è personale: chi rappresenta un’organizzazione la indica dopo.',
    en: 'You need an e-mail address that you can confirm. An account is personal: the organisation that you act for comes later.',
  },
  name: { it: 'Nome e cognome', en: 'Name' },
  passwordHint: { it: `Almeno ${PASSWORD_MIN} caratteri. Una frase lunga va bene.`, en: `At least ${PASSWORD_MIN} characters. A long phrase is fine.` },
  checkMail: { it: 'Controllare la posta', en: 'Check your mail' },
  checkMailText: {
    it: (email: string) => `È stato inviato un messaggio a ${email}. Per confermare l’indirizzo, aprire il collegamento che contiene entro 24 ore.`,
    en: (email: string) => `We wrote to ${email}. Open the link in the message within 24 hours to confirm the address.`,
  },
  confirmAddress: { it: 'Conferma l’indirizzo', en: 'Confirm your address' },
  confirmAddressLead: {
    it: 'Un ultimo passo: confermare che l’indirizzo e-mail è il proprio.',
    en: 'One last step: confirm that this e-mail address is yours.',
  },

  // Passwords
  forgottenTitle: { it: 'Password dimenticata', en: 'Forgotten password' },
  forgottenLead: {
    it: 'Indicare l’indirizzo del profilo: arriverà un collegamento, valido un’ora, per scegliere una nuova password.',
    en: 'Enter the address of your account: you will get a link, good for one hour, to choose a new password.',
  },
  sendLink: { it: 'Invia il collegamento', en: 'Send the link' },
  linkSent: {
    it: (email: string) => `Se a ${email} corrisponde un profilo, il collegamento è stato inviato.`,
    en: (email: string) => `If ${email} has an account, we have sent the link.`,
  },
  resetTitle: { it: 'Nuova password', en: 'New password' },
  resetLead: { it: 'Tutte le sessioni aperte verranno chiuse.', en: 'All open sessions will be closed.' },
  newPassword: { it: 'Nuova password', en: 'New password' },
  setPassword: { it: 'Imposta la password', en: 'Set the password' },

  // Account
  account: { it: 'Profilo e accessi', en: 'Account' },
  profile: { it: 'Profilo', en: 'Profile' },
  fiscalCode: { it: 'Codice fiscale', en: 'Italian fiscal code' },
  fiscalCodeHint: {
    it: 'Serve ai rappresentanti legali: è il codice con cui si confrontano le firme digitali sui documenti.',
    en: 'For legal representatives: the code that digital signatures on documents are compared with.',
  },
  language: { it: 'Lingua dei messaggi', en: 'Language of messages' },
  italian: { it: 'Italiano', en: 'Italian' },
  english: { it: 'Inglese', en: 'English' },
  save: { it: 'Salva', en: 'Save' },
  saved: { it: 'Salvato.', en: 'Saved.' },
  roles: { it: 'Ruoli', en: 'Roles' },
  noRoles: { it: 'Nessun ruolo assegnato.', en: 'No role held.' },
  sessions: { it: 'Sessioni aperte', en: 'Open sessions' },
  sessionsLead: {
    it: 'Se una sessione non è riconosciuta, chiuderla e cambiare la password.',
    en: 'If you do not know one of them, close it and change your password.',
  },
  device: { it: 'Dispositivo', en: 'Device' },
  unknownDevice: { it: 'Non riconosciuto', en: 'Not recognised' },
  address: { it: 'Indirizzo di rete', en: 'Network address' },
  since: { it: 'Dal', en: 'Since' },
  thisSession: { it: 'Questa sessione', en: 'This session' },
  close: { it: 'Chiudi', en: 'Close' },
  closeOthers: { it: 'Chiudi tutte le altre sessioni', en: 'Close all other sessions' },
  sessionClosed: { it: 'Sessione chiusa.', en: 'Session closed.' },
  othersClosed: { it: 'Tutte le altre sessioni sono chiuse.', en: 'All other sessions are closed.' },
  passkeys: { it: 'Passkey', en: 'Passkeys' },
  passkeysLead: {
    it: 'Una passkey apre il profilo con l’impronta, il volto o il codice del dispositivo, senza password.',
    en: 'A passkey lets you in with your fingerprint, your face or your device’s code, without a password.',
  },
  passkey: { it: 'Passkey', en: 'Passkey' },
  noPasskeys: { it: 'Nessuna passkey registrata.', en: 'No passkey registered.' },
  addPasskey: { it: 'Aggiungi una passkey', en: 'Add a passkey' },
  passkeyNeedsScript: {
    it: 'Per aggiungere una passkey serve un browser con JavaScript attivo.',
    en: 'Adding a passkey needs a browser that runs JavaScript.',
  },
  passkeyAdded: { it: 'Passkey aggiunta.', en: 'Passkey added.' },
  passkeyRemoved: { it: 'Passkey rimossa.', en: 'Passkey removed.' },
  passkeyFailed: {
    it: 'La passkey non è stata accettata. Riprovare, oppure accedere in un altro modo.',
    en: 'The passkey was not accepted. Try again or sign in another way.',
  },
  passkeyStale: {
    it: 'Per aggiungere una passkey serve un accesso recente: uscire, accedere di nuovo e riprovare.',
    en: 'Adding a passkey needs a recent sign-in: sign out, sign in again and retry.',
  },
  remove: { it: 'Rimuovi', en: 'Remove' },
  changePassword: { it: 'Cambia la password', en: 'Change your password' },
  changePasswordLead: { it: 'Le altre sessioni verranno chiuse.', en: 'Your other sessions will be closed.' },
  currentPassword: { it: 'Password attuale', en: 'Current password' },
  passwordChanged: { it: 'Password cambiata. Le altre sessioni sono chiuse.', en: 'Password changed. Your other sessions are closed.' },
  noPassword: {
    it: 'Questo profilo non ha una password. Se ne può scegliere una dalla pagina «Password dimenticata».',
    en: 'This account has no password. You can choose one from the page “Forgotten password”.',
  },

  // People and roles
  people: { it: 'Persone e ruoli', en: 'People and roles' },
  peopleCount: {
    it: (n: number, shown: string) => (n === 1 ? '1 persona' : `${shown} persone`),
    en: (n: number, shown: string) => (n === 1 ? '1 person' : `${shown} people`),
  },
  registered: { it: 'Profilo creato il', en: 'Account created on' },
  examplePerson: { it: 'persona di esempio', en: 'example persona' },
  emailVerified: { it: 'E-mail confermata', en: 'E-mail confirmed' },
  rolesNow: { it: 'Ruoli attivi', en: 'Roles held now' },
  rolesPast: { it: 'Ruoli passati', en: 'Past roles' },
  role: { it: 'Ruolo', en: 'Role' },
  scope: { it: 'Ambito', en: 'Scope' },
  everywhere: { it: 'Tutto il programma', en: 'The whole programme' },
  spoke: { it: (n: string) => `Spoke ${n}`, en: (n: string) => `Spoke ${n}` },
  call: { it: (id: string) => `Bando ${id}`, en: (id: string) => `Call ${id}` },
  granted: { it: 'Assegnato', en: 'Granted' },
  revoked: { it: 'Revocato', en: 'Revoked' },
  by: { it: (at: string, who: string | null) => (who ? `${at}, da ${who}` : at), en: (at: string, who: string | null) => (who ? `${at}, by ${who}` : at) },
  grantRole: { it: 'Assegna un ruolo', en: 'Grant a role' },
  scopeHint: {
    it: 'Per un responsabile di Spoke il numero dello Spoke. Per un esperto o un presidente l’identificativo del bando; vuoto vale per tutti i bandi. Per gli altri ruoli lasciare vuoto.',
    en: 'For a Spoke leader, the number of the Spoke. For an expert or a chair, the id of the call; empty means all calls. Leave it empty for the other roles.',
  },
  grant: { it: 'Assegna', en: 'Grant' },
  revoke: { it: 'Revoca', en: 'Revoke' },
  roleGranted: { it: 'Ruolo assegnato.', en: 'Role granted.' },
  roleRevoked: { it: 'Ruolo revocato.', en: 'Role revoked.' },
  role_office: { it: 'Ufficio di programma', en: 'Programme office' },
  role_spokeLeader: { it: 'Responsabile di Spoke', en: 'Spoke leader' },
  role_applicant: { it: 'Proponente', en: 'Applicant' },
  role_expert: { it: 'Esperto valutatore', en: 'Expert reviewer' },
  role_chair: { it: 'Presidente della commissione', en: 'Chair of the panel' },
  role_auditor: { it: 'Revisore', en: 'Auditor' },
  role_payer: { it: 'Responsabile dei pagamenti', en: 'Head of payments' },

  // Outbox
  outbox: { it: 'Posta in uscita', en: 'Outgoing mail' },
  outboxLead: {
    it: 'Gli ultimi cento messaggi che il sistema ha scritto. Si leggono qui solo in modalità di esempio.',
    en: 'The last hundred messages that the system has written. They are read here in example mode only.',
  },
  noMail: { it: 'Nessun messaggio.', en: 'No messages.' },
  mailTo: { it: (to: string, at: string) => `A ${to}, ${at}`, en: (to: string, at: string) => `To ${to}, ${at}` },
  mailSent: { it: 'inviato', en: 'sent' },
  mailStored: { it: 'non inviato', en: 'not sent' },
});

const greeting = { it: (name: string) => `Gentile ${name},\n\n`, en: (name: string) => `Dear ${name},\n\n` };
const unasked = {
  it: '\n\nSe la richiesta non è stata fatta da lei, può ignorare questo messaggio.',
  en: '\n\nIf you did not ask for this, you can ignore this message.',
};

export const mailCopy = copy({
  verificationSubject: { it: 'Conferma dell’indirizzo e-mail', en: 'Confirm your address' },
  verificationText: {
    it: (name: string, link: string) => `${greeting.it(name)}per confermare l’indirizzo apra entro 24 ore questo collegamento:\n${link}${unasked.it}`,
    en: (name: string, link: string) => `${greeting.en(name)}to confirm your address, open this link within 24 hours:\n${link}${unasked.en}`,
  },
  passwordResetSubject: { it: 'Nuova password', en: 'Choose a new password' },
  passwordResetText: {
    it: (name: string, link: string) => `${greeting.it(name)}per scegliere una nuova password apra entro un’ora questo collegamento:\n${link}${unasked.it}`,
    en: (name: string, link: string) => `${greeting.en(name)}to choose a new password, open this link within one hour:\n${link}${unasked.en}`,
  },
  alreadyKnownSubject: { it: 'Il profilo esiste già', en: 'You have an account already' },
  alreadyKnownText: {
    it: (name: string, link: string) =>
      `${greeting.it(name)}qualcuno ha provato a creare un profilo con questo indirizzo, che ne ha già uno. Se ha dimenticato la password può sceglierne una nuova:\n${link}${unasked.it}`,
    en: (name: string, link: string) =>
      `${greeting.en(name)}someone tried to create an account with this address, which has one already. If you forgot your password, you can choose a new one:\n${link}${unasked.en}`,
  },
});

export const identityReasons: ReasonCopy = {
  'identity.officeThere': {
    it: 'Qualcuno ricopre già il ruolo dell’ufficio: da ora in poi i ruoli si assegnano nella pagina «Persone e ruoli».',
    en: 'Someone already holds the office role: from now on roles are granted on the page “People and roles”.',
  },
  'identity.notSignedUp': {
    it: (p) => `Nessuna persona con l’indirizzo ${p['email']} si è registrata e lo ha confermato.`,
    en: (p) => `Nobody with the address ${p['email']} has signed up and confirmed it.`,
  },
  'identity.signInRefused': {
    it: 'E-mail o password non corrispondono. Controllarle e riprovare.',
    en: 'E-mail and password do not match. Please check them and try again.',
  },
  'identity.unverified': {
    it: 'Prima di accedere occorre confermare l’indirizzo e-mail: è stato inviato un nuovo collegamento.',
    en: 'The e-mail address must be confirmed before you can sign in: a new link was sent.',
  },
  'identity.providerRefused': {
    it: 'L’accesso presso il fornitore di identità non è riuscito. Riprovare, oppure accedere in un altro modo.',
    en: 'Signing in at the identity provider did not work. Try again, or sign in another way.',
  },
  'identity.providerSilent': {
    it: 'Il fornitore di identità non risponde. Riprovare fra qualche minuto, oppure accedere in un altro modo.',
    en: 'The identity provider does not answer. Try again in a few minutes, or sign in another way.',
  },
  'identity.refused': {
    it: 'La richiesta non è stata accettata. Controllare i dati e riprovare.',
    en: 'The request was not accepted. Please check what you entered and try again.',
  },
  'identity.linkOver': {
    it: 'Il collegamento è scaduto oppure è già stato usato. Chiederne uno nuovo.',
    en: 'The link has expired or was used already. Please ask for a new one.',
  },
  'identity.passwordWrong': { it: 'La password attuale non è corretta.', en: 'The current password is not right.' },
  'identity.passwordLength': {
    it: `La password deve avere fra ${PASSWORD_MIN} e ${PASSWORD_MAX} caratteri.`,
    en: `A password has between ${PASSWORD_MIN} and ${PASSWORD_MAX} characters.`,
  },
  'identity.officeOnly': {
    it: 'Solo l’ufficio di programma può vedere le persone e assegnare o revocare ruoli.',
    en: 'Only the programme office may see people and grant or revoke roles.',
  },
  'identity.roleHeld': { it: 'La persona ha già questo ruolo, con lo stesso ambito.', en: 'The person holds this role already, with the same scope.' },
  'identity.scopeNeeded': { it: 'Indicare il numero dello Spoke di cui la persona è responsabile.', en: 'Say the number of the Spoke that the person leads.' },
  'identity.scopeSpoke': {
    it: 'L’ambito di un responsabile di Spoke è il numero dello Spoke, per esempio 6.',
    en: 'The scope of a Spoke leader is the number of the Spoke, for example 6.',
  },
  'identity.scopeCall': {
    it: 'L’ambito è l’identificativo di un bando: lettere minuscole, cifre e trattini.',
    en: 'The scope is the id of a call: lower-case letters, digits and hyphens.',
  },
  'identity.scopeNotUsed': {
    it: 'Questo ruolo vale per tutto il programma: lasciare vuoto l’ambito.',
    en: 'This role holds for the whole programme: leave the scope empty.',
  },
  'identity.grantOver': { it: 'Questo ruolo è già stato revocato.', en: 'This role was revoked already.' },
  'identity.lastOffice': {
    it: 'È l’ultima persona dell’ufficio di programma: assegnare prima il ruolo a un’altra.',
    en: 'This is the last person of the programme office: grant the role to someone else first.',
  },
};
