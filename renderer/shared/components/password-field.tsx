import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { useStrings } from '../i18n/use-strings.ts';
import { Field } from './field.tsx';
import { IconButton } from './icon-button.tsx';

/** A password, hidden until its owner asks to see it. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, 'type' | 'after'>) {
  const { t } = useStrings();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      spellCheck={false}
      autoCapitalize="none"
      {...props}
      type={isShown ? 'text' : 'password'}
      after={
        <IconButton
          label={isShown ? t('common.hidePassword') : t('common.showPassword')}
          icon={isShown ? <EyeOff size={18} /> : <Eye size={18} />}
          onClick={() => {
            setShown(!isShown);
          }}
        />
      }
    />
  );
}
