// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.identity.Msisdn;
import org.veritac.lab.network.Mme;
import org.veritac.lab.radio.Checks;
import org.veritac.lab.radio.HomeStation;
import org.veritac.lab.radio.MobileNetwork;
import org.veritac.lab.radio.SmsCentre;
import org.veritac.signalling.ota.MasterKey;
import org.veritac.signalling.smpp.Account;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Password;
import org.veritac.signalling.smpp.Radio;
import org.veritac.signalling.smpp.Smsc;
import org.veritac.signalling.smpp.SmscSettings;
import org.veritac.signalling.smpp.Taken;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.SequenceRule;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Everything that belongs to the operator: register, network, service centre and gateway, joined
/// by real sockets, each with a tap on it.
final class Operator implements Closeable {
    /// The gateway's number.
    static final String SHORT_CODE = "2222";

    static final String SYSTEM_ID = "gateway";
    static final Password PASSWORD = new Password("story");

    /// Whom the register does not answer for is not let in, so that no story holds without it.
    private static final Checks CHECKS = new Checks(true, 0, false);

    private static final Duration RETRY_MIN = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final HomeStation home =
            new HomeStation(new AuthenticationCentre(SequenceRule.counting()), random);
    private final MasterKey master;
    private final RegisterNode register;
    private final MobileNetwork network;
    private final Smsc smsc;
    private final Desk desk;

    private Operator(Transcript transcript) throws IOException {
        byte[] secret = new byte[MasterKey.BYTES];
        random.nextBytes(secret);
        master = opened(new MasterKey(Secret.taking(secret)));
        register = opened(RegisterNode.open());
        Tap s13 =
                opened(
                        Tap.open(
                                register.address(),
                                new Tap.Wire(Stage.NETWORK, Stage.REGISTER, new DiameterWire()),
                                transcript));
        Mme mme = opened(Mme.connect(s13.address(), "mme"));
        var settings =
                new SmscSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        List.of(new Account(SYSTEM_ID, PASSWORD, Set.of(SHORT_CODE))),
                        SmscSettings.Limits.DEFAULT.withRetry(RETRY_MIN, RETRY_MAX));
        var air = new Air();
        smsc = opened(new Smsc(settings, air, Clock.systemUTC()));
        InetSocketAddress smpp = smsc.start();
        SmsCentre centre = this::submit;
        network =
                opened(
                        MobileNetwork.open(
                                new MobileNetwork.Parts(home, mme, centre, CHECKS, new Random(1))));
        air.network = network;
        Tap tap =
                opened(
                        Tap.open(
                                smpp,
                                new Tap.Wire(Stage.GATEWAY, Stage.CENTRE, new SmppWire()),
                                transcript));
        desk =
                opened(
                        new Desk(
                                new Desk.Parts(
                                        register,
                                        network,
                                        master,
                                        register.file("cards"),
                                        tap.address(),
                                        smsc)));
    }

    static Operator open(Transcript transcript) throws IOException {
        return new Operator(transcript);
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    /// The way from the service centre to phones.
    private static final class Air implements Radio {
        private volatile @Nullable MobileNetwork network;

        @Override
        public Delivery deliver(Address subscriber, byte[] tpdu) throws IOException {
            MobileNetwork reached = network;
            return reached == null
                    ? Delivery.ABSENT
                    : reached.deliver(subscriber.digits(), tpdu)
                            .map(taken -> taken ? Delivery.DELIVERED : Delivery.REFUSED)
                            .orElse(Delivery.ABSENT);
        }
    }

    private boolean submit(String msisdn, byte[] unit) {
        return smsc.submit(Address.of(Msisdn.of(msisdn)), unit) instanceof Taken.Accepted;
    }

    HomeStation home() {
        return home;
    }

    MasterKey master() {
        return master;
    }

    RegisterNode register() {
        return register;
    }

    MobileNetwork network() {
        return network;
    }

    Desk desk() {
        return desk;
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            } catch (Exception e) {
                throw new IOException("closing the operator", e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
