/** One setting of a source, as data: forms, the command line and the check of `atoll.yaml` are drawn from it. */
export interface ConfigField {
  /** Key in `atoll.yaml`. */
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'path' | 'object' | 'list';
  readonly required: boolean;
  readonly default?: string | number | boolean;
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** One sentence for whoever fills it in. */
  readonly help: string;
}

/** A source's section of `atoll.yaml` without `kind`, `secret`, `limits`, `region` and `tags`, which are everyone's. */
export type SourceConfig = Readonly<Record<string, unknown>>;
