/** Tests, intervals and corrections that the analyses share; over primitive arrays, without rounding to floats early. */
package io.sojourn.mining.statistics;
