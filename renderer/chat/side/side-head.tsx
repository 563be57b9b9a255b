import './side-panel.css';
import { X } from 'lucide-react';
import { IconButton } from '../../shared/components/icon-button.tsx';

interface Props {
  title: string;
  /** What the button that closes the panel is called. */
  close: string;
  onClose: () => void;
}

/** What every panel at the side begins with; its own place is a `side-panel`. */
export function SideHead({ title, close, onClose }: Props) {
  return (
    <header className="side-head">
      <h2 className="side-head__title">{title}</h2>
      <IconButton label={close} icon={<X size={20} />} tipSide="bottom" onClick={onClose} />
    </header>
  );
}
