// Runs before the first paint, so that a page never flashes the other theme.
// The same key and values as shared/theme/theme.ts.
let theme = null;
try {
  theme = localStorage.getItem('porchlight.theme');
} catch {
  // Storage may be forbidden; the device's theme applies.
}
const isDark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
