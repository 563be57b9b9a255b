import { Copy } from 'lucide-react';
import { IconButton } from '../../../shared/components/icon-button.tsx';
import { useToast } from '../../../shared/components/toasts.tsx';
import { useOnDemand } from '../../../shared/hooks/use-on-demand.ts';
import { useStrings } from '../../../shared/i18n/use-strings.ts';
import { copyText } from '../../../shared/text/copy-text.ts';

const loadHighlighted = () => import('./highlighted.tsx');

/** Code as it was written, in the colours of its language where one is named. */
export function CodeBlock({ language, text }: { language: string; text: string }) {
  const { t } = useStrings();
  const say = useToast();
  return (
    <div className="rich-text__block">
      {/* Long lines are scrolled, by the keyboard too. */}
      <pre tabIndex={0} role="group" aria-label={t('writing.code')} dir="ltr">
        <code>{language === '' ? text : <Coloured language={language} text={text} />}</code>
      </pre>
      <span className="rich-text__copy">
        <IconButton
          isSmall
          label={t('writing.copyCode')}
          icon={<Copy size={16} />}
          onClick={() => {
            void copyText(text).then((isCopied) => {
              say(t(isCopied ? 'message.textCopied' : 'common.copyFailed'));
            });
          }}
        />
      </span>
    </div>
  );
}

/** The colours are fetched with the first code that has any. Without them it reads as well. */
function Coloured({ language, text }: { language: string; text: string }) {
  const part = useOnDemand(loadHighlighted);
  return part.state === 'ready' ? <part.module.Highlighted language={language} text={text} /> : text;
}
