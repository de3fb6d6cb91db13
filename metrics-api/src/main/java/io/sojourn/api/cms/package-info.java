/**
 * The yearly public figures on prior authorization (CMS-0057-F): each with numerator, denominator, the reading of the rule, the
 * requests behind it, and a query that gives the same. {@link io.sojourn.api.cms.CmsRoutes} is the door.
 */
package io.sojourn.api.cms;
