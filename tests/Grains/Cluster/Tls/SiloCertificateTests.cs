using Microsoft.Extensions.Logging.Abstractions;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Tests.Cluster.Tls;

/// <summary>What is wrong with a certificate is said in plain words before a silo starts, and a new one needs no restart.</summary>
public sealed class SiloCertificateTests : IDisposable
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly Authority authority = new();
    private readonly Authority another = new("another authority");

    public void Dispose()
    {
        authority.Dispose();
        another.Dispose();
    }

    [Fact]
    public void A_certificate_of_the_authority_for_the_clusters_name_is_taken()
    {
        var one = SiloCertificate.Load(authority.Issue("one"), time);
        var two = SiloCertificate.Load(authority.Issue("two"), time);
        Assert.Null(one.WhyRefused(two.Own, [], time));
        Assert.True(one.Own.HasPrivateKey);
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        var tls = authority.Issue();
        Refuses(tls with { CertificateFile = authority.File_("none.crt") }, "none.crt cannot be read");
        Refuses(tls with { KeyFile = authority.File_("none.key") }, "none.key cannot be read");
        Refuses(tls with { AuthorityFile = authority.File_("none.ca") }, "none.ca cannot be read");
    }

    [Fact]
    public void A_file_that_holds_something_else_is_named()
    {
        var tls = authority.Issue();
        Refuses(tls with { CertificateFile = tls.KeyFile }, "silo.key holds no certificate in PEM");
        Refuses(tls with { KeyFile = tls.CertificateFile }, "silo.crt holds no private key in PEM");
        Refuses(tls with { AuthorityFile = tls.KeyFile }, "silo.key holds no certificate in PEM");
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        var other = authority.Issue("other");
        Refuses(authority.Issue() with { KeyFile = other.KeyFile }, "The key of .*other.key does not belong to the certificate of .*silo.crt");
    }

    [Fact]
    public void A_certificate_before_or_after_its_time_is_refused()
    {
        Refuses(authority.Issue(validFromDay: -3, validToDay: -2), "has expired: it was valid until");
        Refuses(authority.Issue(validFromDay: 2, validToDay: 3), "is not valid before");
    }

    [Fact]
    public void A_certificate_that_the_others_would_refuse_is_refused_at_home()
    {
        Refuses(authority.Issue() with { AuthorityFile = another.File_("ca.crt") }, "no authority that is trusted has signed it");
        Refuses(authority.Issue(dnsName: "laboratory"), "it does not hold the DNS name patientflow");
        Refuses(authority.Issue(forClientsToo: false), "not made out for both server and client authentication");
    }

    [Fact]
    public void A_certificate_that_has_expired_meanwhile_is_refused_by_the_others()
    {
        var one = SiloCertificate.Load(authority.Issue("one"), time);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Contains("expired", one.WhyRefused(one.Own, [], time), StringComparison.Ordinal);
    }

    [Fact]
    public void New_files_are_used_without_a_restart_and_those_that_cannot_be_used_are_passed_over()
    {
        var current = new CurrentCertificate(authority.Issue(), time, NullLogger.Instance);
        var first = current.Get();
        Assert.Same(first, current.Get());

        var tls = authority.Issue();
        var second = current.Get();
        Assert.NotEqual(first.Own.Thumbprint, second.Own.Thumbprint);

        File.WriteAllText(tls.KeyFile, "half a ke");
        Assert.Same(second, current.Get());
        File.Delete(tls.KeyFile);
        Assert.Same(second, current.Get());

        authority.Issue();
        Assert.NotEqual(second.Own.Thumbprint, current.Get().Own.Thumbprint);
    }

    [Fact]
    public void While_one_authority_replaces_another_both_are_trusted()
    {
        var old = authority.Issue("old");
        var renewed = another.Issue("new");
        File.WriteAllText(old.AuthorityFile, $"{authority.Pem}\n{another.Pem}\n");
        var one = SiloCertificate.Load(old, time);
        var two = SiloCertificate.Load(renewed with { AuthorityFile = old.AuthorityFile }, time);
        Assert.Null(one.WhyRefused(two.Own, [], time));
        Assert.Null(two.WhyRefused(one.Own, [], time));
    }

    private void Refuses(TlsSettings tls, string words)
    {
        var refusal = Assert.Throws<CommandException>(() => SiloCertificate.Load(tls, time));
        Assert.Matches(words, refusal.Message);
        Assert.DoesNotContain("PRIVATE", refusal.Message, StringComparison.Ordinal);
    }
}
