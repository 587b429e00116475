import type { Generated } from 'kysely';

export type PeopleRow = {
  id: Generated<string>;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  locale: Generated<'it' | 'en'>;
  example: Generated<boolean>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  /** Of the person, 16 characters: what a signature's certificate is compared with. */
  fiscal_code: string | null;
};

export type SessionsRow = {
  id: Generated<string>;
  person_id: string;
  token: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<string>;
  updated_at: Generated<string>;
};

export type AccountsRow = {
  id: Generated<string>;
  person_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  password: string | null;
  created_at: Generated<string>;
  updated_at: Generated<string>;
};

export type VerificationsRow = {
  id: Generated<string>;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
};

export type PasskeysRow = {
  id: Generated<string>;
  name: string | null;
  public_key: string;
  person_id: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: boolean;
  transports: string | null;
  aaguid: string | null;
  created_at: Generated<string | null>;
};

export type RateLimitsRow = {
  id: Generated<string>;
  key: string;
  count: number;
  last_request: number;
};

export type RoleGrantsRow = {
  id: Generated<string>;
  person_id: string;
  role: 'office' | 'spokeLeader' | 'applicant' | 'expert' | 'chair' | 'auditor' | 'payer';
  scope: string | null;
  granted_at: string;
  granted_by: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    people: PeopleRow;
    sessions: SessionsRow;
    accounts: AccountsRow;
    verifications: VerificationsRow;
    passkeys: PasskeysRow;
    rate_limits: RateLimitsRow;
    role_grants: RoleGrantsRow;
  }
}
