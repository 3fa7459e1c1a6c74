using System.CommandLine;
using System.Net;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Security;

/// <summary>Options that say who may call the API.</summary>
internal sealed class AccessOptions
{
    private const int RequestsPerSecondMost = 1_000_000;

    private readonly Option<string?> authority = new("--oidc-authority")
    {
        Description = "Who issues the tokens that callers bring, by OpenID Connect; such as "
            + "https://login.microsoftonline.com/TENANT/v2.0. Then nobody is served without a token or key.",
        HelpName = "URL",
    };

    private readonly Option<string?> audience = new("--oidc-audience")
    {
        Description = "Whom the tokens must be made out for (aud); with --oidc-authority.",
        HelpName = "NAME",
    };

    private readonly Option<string?> client = new("--oidc-client")
    {
        Description = "Id by which the bed board signs people in at --oidc-authority; it is a public client, with PKCE.",
        HelpName = "ID",
    };

    private readonly Option<string?> scope = new("--oidc-scope")
    {
        Description = "What the bed board asks for beside openid, with blanks between; such as "
            + "\"offline_access api://patientflow/board\" of Entra ID.",
        HelpName = "SCOPES",
    };

    private readonly Option<string?> keys = new("--api-keys")
    {
        Description = "File of the keys that machines bring, as ./run keys makes it. Then nobody is served without a token or key.",
        HelpName = "FILE",
    };

    private readonly Option<string?> certificate = new("--tls-certificate")
    {
        Description = "Certificate of the API in PEM, with its intermediate ones after it; for an https:// --url. Read again when replaced, those after it not.",
        HelpName = "FILE",
    };

    private readonly Option<string?> certificateKey = new("--tls-key")
    {
        Description = "Private key of --tls-certificate in PEM.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> proxies = new("--proxy")
    {
        Description = "Address or network of a proxy that ends TLS before the silo and says by X-Forwarded-For and "
            + "X-Forwarded-Proto who asks; may be repeated. What did not come through it by TLS is refused.",
        HelpName = "ADDRESS[/BITS]",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> rate = NumberOption.Create(
        "--rate-limit", "N", "Requests a second of one caller, where callers are asked who they are; more get 429.",
        new AccessSettings().RequestsPerSecondMax, min: 1, max: RequestsPerSecondMost);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [authority, audience, client, scope, keys, certificate, certificateKey, proxies, rate];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Returns the settings that the command line asks for.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="url">Where the API listens: off this machine only with authentication and TLS.</param>
    /// <exception cref="CommandException">They do not fit together, or would leave patients open to the network.</exception>
    public AccessSettings Read(ParseResult line, Uri url)
    {
        var settings = new AccessSettings
        {
            Oidc = Oidc(line.GetValue(authority), line.GetValue(audience), Board(line.GetValue(client), line.GetValue(scope))),
            KeyFile = line.GetValue(keys) is { } file ? Path.GetFullPath(file) : null,
            Certificate = Certificate(line.GetValue(certificate), line.GetValue(certificateKey)),
            Proxies = [.. (line.GetValue(proxies) ?? []).Select(Network)],
            RequestsPerSecondMax = line.GetValue(rate),
        };
        AssertProtected(settings, url);
        return settings;
    }

    private static void AssertProtected(AccessSettings settings, Uri url)
    {
        var isTls = url.Scheme == Uri.UriSchemeHttps;
        if (isTls && settings.Certificate is null)
            throw new CommandException("An https:// --url needs --tls-certificate and --tls-key.");
        if (!isTls && settings.Certificate is not null)
            throw new CommandException("--tls-certificate is for an https:// --url.");
        if (OwnAddress.Is(url)) return;
        if (settings.IsOpen)
            throw new CommandException(
                "--url: anything but loopback needs authentication: --oidc-authority with --oidc-audience, or --api-keys (docs/security.md).");
        if (!isTls && settings.Proxies.IsEmpty)
            throw new CommandException(
                "--url: anything but loopback needs TLS: https:// with --tls-certificate and --tls-key, or a proxy that ends it "
                + "and is named by --proxy (docs/security.md).");
    }

    private static OidcSettings? Oidc(string? authority, string? audience, BoardClient? board)
    {
        if (authority is null)
            return (audience, board) is (null, null)
                ? null
                : throw new CommandException("--oidc-audience and --oidc-client are for --oidc-authority.");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && OwnAddress.Is(address))))
            throw new CommandException("--oidc-authority must be an https:// address, or an http:// one of this machine.");
        return string.IsNullOrWhiteSpace(audience)
            ? throw new CommandException("--oidc-authority needs --oidc-audience: else tokens for any other application would do.")
            : new OidcSettings(address, audience, board);
    }

    private static BoardClient? Board(string? client, string? scope) => (client, scope) switch
    {
        (null, null) => null,
        (null, _) => throw new CommandException("--oidc-scope is for --oidc-client."),
        _ => new BoardClient(client, $"openid {scope}".TrimEnd()),
    };

    private static CertificateFiles? Certificate(string? certificate, string? key) => (certificate, key) switch
    {
        (null, null) => null,
        ({ } file, { } keyFile) => new CertificateFiles(file, keyFile),
        _ => throw new CommandException("--tls-certificate and --tls-key go together."),
    };

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new CommandException($"--proxy {text}: give an address such as 10.0.0.4, or a network such as 10.0.0.0/24.");
}
