using System.Globalization;
using System.Text;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Quality;

public sealed class TextPoolTests
{
    private readonly TextPool pool = new();

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void A_short_text_is_made_once(int length) => Assert.Same(Get(new string('x', length)), Get(new string('x', length)));

    [Fact]
    public void A_text_above_64_bytes_is_made_anew_each_time()
    {
        var text = new string('x', 65);

        Assert.Equal((text, text), (Get(text), Get(text)));
        Assert.NotSame(Get(text), Get(text));
    }

    [Fact]
    public void Texts_that_differ_only_in_case_are_two()
    {
        Get("ICU");

        Assert.Equal("icu", Get("icu"));
    }

    [Fact]
    public void It_holds_4096_texts_and_no_more_whatever_is_sent()
    {
        var texts = Enumerable.Range(0, 4_097).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var made = texts.Select(Get).ToArray();

        Assert.Equal(texts, made);
        Assert.Same(made[0], Get("0"));
        Assert.Same(made[4_095], Get("4095"));
        Assert.NotSame(made[4_096], Get("4096"));
    }

    private string Get(string text) => pool.Get(Encoding.UTF8.GetBytes(text));
}
