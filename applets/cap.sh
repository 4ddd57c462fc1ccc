#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the Veritac authors
#
# cap.sh KIT CLASSES OUT: converts the packages of the applets with the Java Card kit in folder KIT, one
# CAP file for each, in the order of their imports, and verifies each. Run by the profile cap.
set -Eeuo pipefail

readonly TARGET=3.0.5
# Packages and applets of one project share a RID.
readonly RID=0xF0:0x56:0x45:0x52:0x49

kit=${1:?where the Java Card kit is} classes=$2 out=$3
[[ -d $kit/lib ]] || { echo "cap.sh: $kit is no Java Card kit" >&2; exit 2; }
rm -rf "$out"
mkdir -p "$out"

# convert PACKAGE LAST_BYTES_OF_AID [-applet AID CLASS]
convert() {
    local package=$1 aid=$RID:$2
    shift 2
    java -cp "$kit/lib/*" -Djc.home="$kit" com.sun.javacard.converter.Main -classdir "$classes" -d "$out" \
        -exportpath "$out" -target "$TARGET" -out CAP EXP "$@" "$package" "$aid" 1.0
    local folder=$out/${package//.//}/javacard exports
    # What it imports of ours; the kit brings the exports of the API.
    mapfile -t exports < <(find "$out" -name '*.exp' ! -path "$folder/*")
    java -cp "$kit/lib/*" -Djc.home="$kit" com.sun.javacard.offcardverifier.Verifier -target "$TARGET" \
        "${exports[@]}" "$folder/${package##*.}.cap"
}

convert org.veritac.applets.store 0x54:0x41:0x43:0xA1
convert org.veritac.applets.channel 0x54:0x41:0x43:0xA2
convert org.veritac.applets.imeivault 0x54:0x41:0x43:0xA3 \
    -applet "$RID:0x54:0x41:0x43:0x01" org.veritac.applets.imeivault.ImeiVault
convert org.veritac.applets.usim 0x54:0x41:0x43:0xA4
convert org.veritac.applets.files 0x54:0x41:0x43:0xA5
# The USIM's AID is that of TS 31.102; a card accepts it from whoever holds its issuer's keys.
convert org.veritac.applets.uicc 0x54:0x41:0x43:0xA6 \
    -applet 0xA0:0x00:0x00:0x00:0x87:0x10:0x02:0xFF:0xFF:0xFF:0xFF:0x89:0x00:0x00:0x01:0x00 \
    org.veritac.applets.uicc.Uicc
convert org.veritac.applets.token 0x54:0x41:0x43:0xA7 \
    -applet "$RID:0x54:0x41:0x43:0x02" org.veritac.applets.token.PersonalToken
