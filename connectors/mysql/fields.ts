import type { ConfigField } from '../../engine/spi/config-field.ts';
import {
  CLIENT_CERTIFICATE_FIELDS,
  HOST_FIELD,
  portField,
  SSLMODE_FIELD,
} from '../../engine/spi/network/server-fields.ts';

export const ZERO_DATES = ['error', 'null'] as const;

export const TIME_FORMS = ['time', 'interval', 'text'] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

export const MYSQL_FIELDS: readonly ConfigField[] = [
  HOST_FIELD,
  portField(3306),
  {
    name: 'database',
    label: 'Database',
    type: 'text',
    required: true,
    help: 'Tables of this database may be named without it.',
  },
  {
    name: 'user',
    label: 'User',
    type: 'text',
    required: true,
    help: 'Account to log in as; one that may only read is best.',
  },
  SSLMODE_FIELD,
  {
    name: 'sslca',
    label: 'Root certificates',
    type: 'path',
    required: false,
    help: 'PEM file to check the server against, where its certificate is not publicly signed.',
  },
  ...CLIENT_CERTIFICATE_FIELDS,
  {
    name: 'databases',
    label: 'Further databases',
    type: 'list',
    required: false,
    help: 'Databases of the same server to show besides, as schemas of this source.',
  },
  {
    name: 'zeroDates',
    label: 'Zero dates',
    type: 'choice',
    required: false,
    default: 'error',
    choices: ZERO_DATES,
    help: 'What 0000-00-00 and dates with a zero month or day are: an error, or NULL.',
  },
  {
    name: 'time',
    label: 'TIME columns',
    type: 'choice',
    required: false,
    default: 'time',
    choices: TIME_FORMS,
    help: 'How TIME arrives: time (fails below zero and from 24 h on), interval (every value) or text.',
  },
];
