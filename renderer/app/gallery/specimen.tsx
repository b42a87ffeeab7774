import type { ReactElement, ReactNode } from 'react';
import styles from './gallery.module.css';

/** One control, named. */
export function Specimen({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className={styles.specimen}>
      <h2>{title}</h2>
      <div className={styles.shown}>{children}</div>
    </section>
  );
}
