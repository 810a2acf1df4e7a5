// Encrypts submissions as ODK Collect does and decrypts them as ODK Briefcase does, on Java's own cryptography: an
// implementation that shares nothing with the Rust one it is held against. Written from the specification,
// https://getodk.github.io/xforms-spec/encryption; no build is needed:
//
//   java Odk.java make FOLDER                    makes the key and the submissions in vectors/ (again: other bytes)
//   java Odk.java open MANIFEST.xml PRIVATE.pem  decrypts the *.enc beside a manifest, checks the signature
//
// With Bouncy Castle (Debian: libbcprov-java) on the class path the ciphers have exactly the names Collect gives them, and
// Bouncy Castle chooses what they mean; without it, the same is asked of Java's own provider in so many words:
//
//   java -cp /usr/share/java/bcprov.jar Odk.java make vectors

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.Cipher;
import javax.crypto.spec.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.*;

public class Odk {
    static final boolean BOUNCY_CASTLE = addBouncyCastle();

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "make" -> make(Path.of(arguments[1]));
            case "open" -> open(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    // ---- the ciphers

    static boolean addBouncyCastle() {
        try {
            Class<?> provider = Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider");
            Security.addProvider((Provider) provider.getDeclaredConstructor().newInstance());
            return true;
        } catch (ReflectiveOperationException absent) {
            return false;
        }
    }

    static Cipher rsa(int mode, Key key) throws GeneralSecurityException {
        if (BOUNCY_CASTLE) {
            Cipher cipher = Cipher.getInstance("RSA/NONE/OAEPWithSHA256AndMGF1Padding");
            cipher.init(mode, key);
            return cipher;
        }
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key,
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return cipher;
    }

    /** What Java's own provider makes of the name with a hyphen: SHA-1 for the mask. */
    static Cipher rsaWithHyphen(int mode, Key key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", "SunJCE");
        cipher.init(mode, key);
        return cipher;
    }

    static Cipher aes(int mode, byte[] key, byte[] vector) throws GeneralSecurityException {
        String name = "AES/CFB/PKCS5Padding";
        Cipher cipher = BOUNCY_CASTLE ? Cipher.getInstance(name, "BC") : Cipher.getInstance(name);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        return cipher;
    }

    static byte[] md5(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        for (byte[] part : parts) digest.update(part);
        return digest.digest();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A vector for each file in turn. */
    static class Vectors {
        final byte[] seed;
        int counter = 0;

        Vectors(String instanceId, byte[] key) throws GeneralSecurityException {
            seed = md5(utf8(instanceId), key);
        }

        byte[] next() {
            seed[counter++ % seed.length]++;
            return seed.clone();
        }
    }

    // ---- encrypting

    static void make(Path folder) throws Exception {
        if (!BOUNCY_CASTLE) throw new IllegalStateException("Bouncy Castle must be on the class path, as it is in Collect");
        Files.createDirectories(folder);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Base64.Encoder lines = Base64.getMimeEncoder(64, utf8("\n"));
        Files.writeString(folder.resolve("private.pem"), "-----BEGIN PRIVATE KEY-----\n"
            + lines.encodeToString(keys.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("public.txt"), Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));

        SequencedFiles files = new SequencedFiles();
        files.put("1763790000123.jpg", noise(70_001));
        files.put("registre m\u00e9dical.csv", utf8("nom,\u00e2ge\nN\u00e9ema,31\n"));
        files.put("empty.txt", new byte[0]);
        files.put("sixteen.bin", noise(16));
        encrypt(folder.resolve("files"), keys.getPublic(), "household", "2026112201",
            "uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef", "Umuryango wa N\u00e9ema", files, false);
        encrypt(folder.resolve("unversioned"), keys.getPublic(), "site & place", null,
            "uuid:0d3c2a9e-8f0a-4c39-9d8c-2f6c1f1f0a01", "Kir\u00e9", new SequencedFiles(), false);
        SequencedFiles many = new SequencedFiles();
        for (int place = 0; place < 20; place++) many.put("photo-" + place + ".jpg", noise(place * 7));
        encrypt(folder.resolve("many"), keys.getPublic(), "household", "2026112201",
            "uuid:4a7c1f5e-0b5d-4e1b-9a55-7d1f6c2b3e02", "Isibo", many, false);
        encrypt(folder.resolve("hyphen"), keys.getPublic(), "household", "2026112201",
            "uuid:c9f0f895-fb98-4b91-8f9a-1d5c2c7d4e03", "Isibo", new SequencedFiles(), true);
    }

    static class SequencedFiles extends LinkedHashMap<String, byte[]> {}

    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String attribute(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;");
    }

    static void encrypt(Path folder, PublicKey publicKey, String formId, String version, String instanceId, String name,
            Map<String, byte[]> files, boolean hyphen) throws Exception {
        Path plain = folder.resolve("plain");
        Files.createDirectories(plain);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Base64.Encoder base64 = Base64.getEncoder();
        String encryptedKey = base64.encodeToString(wrap(key, publicKey, hyphen));
        Vectors vectors = new Vectors(instanceId, key);
        StringBuilder signed = new StringBuilder(formId + "\n");
        if (version != null) signed.append(version + "\n");
        signed.append(encryptedKey + "\n" + instanceId + "\n");

        String versionAttribute = version == null ? "" : " version=\"" + version + "\"";
        String id = "id=\"" + attribute(formId) + "\"" + versionAttribute;
        String answers = "<?xml version='1.0' ?><data " + id + " xmlns:orx=\"http://openrosa.org/xforms\"><name>" + name
            + "</name><orx:meta><orx:instanceID>" + instanceId + "</orx:instanceID></orx:meta></data>";
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put("submission.xml", utf8(answers));
        StringBuilder media = new StringBuilder();
        for (Map.Entry<String, byte[]> file : all.entrySet()) {
            byte[] content = file.getValue();
            byte[] encrypted = aes(Cipher.ENCRYPT_MODE, key, vectors.next()).doFinal(content);
            Files.write(folder.resolve(file.getKey() + ".enc"), encrypted);
            Files.write(plain.resolve(file.getKey()), content);
            signed.append(file.getKey() + "::" + HexFormat.of().formatHex(md5(content)) + "\n");
            if (!file.getKey().equals("submission.xml"))
                media.append("<media><file>" + file.getKey() + ".enc</file></media>\n");
        }
        String signature = base64.encodeToString(wrap(md5(utf8(signed.toString())), publicKey, hyphen));
        Files.writeString(folder.resolve("manifest.xml"), "<data " + id + " encrypted=\"yes\""
            + " xmlns=\"http://www.opendatakit.org/xforms/encrypted\"><base64EncryptedKey>" + encryptedKey
            + "</base64EncryptedKey><orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>" + instanceId
            + "</orx:instanceID></orx:meta>\n" + media + "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>"
            + "<base64EncryptedElementSignature>" + signature + "</base64EncryptedElementSignature></data>");
    }

    static byte[] wrap(byte[] secret, PublicKey key, boolean hyphen) throws GeneralSecurityException {
        Cipher cipher = hyphen ? rsaWithHyphen(Cipher.ENCRYPT_MODE, key) : rsa(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(secret);
    }

    // ---- decrypting

    static void open(Path manifest, Path privatePem) throws Exception {
        String pem = Files.readString(privatePem).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey privateKey = KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder().parse(manifest.toFile()).getDocumentElement();
        String encryptedKey = text(root, "base64EncryptedKey"), instanceId = text(root, "instanceID");
        byte[] key = rsa(Cipher.DECRYPT_MODE, privateKey).doFinal(Base64.getDecoder().decode(encryptedKey));
        List<String> names = new ArrayList<>();
        NodeList media = root.getElementsByTagNameNS("*", "file");
        for (int place = 0; place < media.getLength(); place++) names.add(media.item(place).getTextContent());
        names.add(text(root, "encryptedXmlFile"));

        StringBuilder signed = new StringBuilder(root.getAttribute("id") + "\n");
        if (root.hasAttribute("version")) signed.append(root.getAttribute("version") + "\n");
        signed.append(encryptedKey + "\n" + instanceId + "\n");
        Vectors vectors = new Vectors(instanceId, key);
        Path folder = manifest.toAbsolutePath().getParent(), plain = folder.resolve("plain");
        Files.createDirectories(plain);
        for (String name : names) {
            byte[] encrypted = Files.readAllBytes(folder.resolve(name));
            byte[] content = aes(Cipher.DECRYPT_MODE, key, vectors.next()).doFinal(encrypted);
            String plainName = name.substring(0, name.length() - ".enc".length());
            Files.write(plain.resolve(plainName), content);
            signed.append(plainName + "::" + HexFormat.of().formatHex(md5(content)) + "\n");
        }
        byte[] signature = rsa(Cipher.DECRYPT_MODE, privateKey)
            .doFinal(Base64.getDecoder().decode(text(root, "base64EncryptedElementSignature")));
        boolean valid = Arrays.equals(signature, md5(utf8(signed.toString())));
        System.out.println(names.size() + " files, signature " + (valid ? "valid" : "DIFFERS"));
    }

    static String text(Element root, String name) {
        return root.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }
}
