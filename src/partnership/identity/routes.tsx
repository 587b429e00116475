import type { Door } from '#src/plumbing/http/door.ts';
import { identityApi } from './api.ts';
import type { Auth } from './auth.ts';
import { engineDoors } from './engine.ts';
import { signInDoors } from './routes/sign-in.tsx';
import { signUpDoors } from './routes/sign-up.tsx';
import { accountDoors } from './routes/account.tsx';
import { peopleDoors } from './routes/people.tsx';

/** Sign-in, sign-up, one's account, people and roles; and better-auth's own addresses for passkeys and the provider. */
export const identityDoors = (auth: Auth): Door[] => [
  ...signInDoors(auth),
  ...signUpDoors(auth),
  ...accountDoors(auth),
  ...peopleDoors(),
  ...identityApi(auth),
  ...engineDoors(auth),
];
