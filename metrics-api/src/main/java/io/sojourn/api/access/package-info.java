/** Who may do and see what: roles, the scope of a principal, how requests are authenticated and recorded. */
package io.sojourn.api.access;
