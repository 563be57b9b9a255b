import { ensurePage } from '../../scripts/ensure-page.ts';

/** Before the suites whose hosts serve the pages. */
export default ensurePage;
