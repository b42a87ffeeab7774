import { type ComponentType, isValidElement, type ReactElement } from 'react';

/** An icon of lucide-react, as the component or already drawn. */
export type IconShape = ComponentType<{ readonly size?: number | string }> | ReactElement;

/** Side of an icon, px: what `--icon` says in CSS. */
export const ICON_SIZE = 16;

/** An icon without a name: whatever it stands in must have one. */
export function Icon({ shape, size = ICON_SIZE }: { shape: IconShape; size?: number }): ReactElement {
  if (isValidElement(shape)) return shape;
  const Shape = shape;
  return <Shape size={size} />;
}
