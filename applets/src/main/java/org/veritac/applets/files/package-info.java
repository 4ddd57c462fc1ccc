// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The file system of the UICC: MF and ADF.USIM with the files a reader expects (TS 102 221 clause
/// 13, TS 31.102 clause 4.2), kept in one journaled memory. Start with [FileTable].
package org.veritac.applets.files;
