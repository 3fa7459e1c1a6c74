using PatientFlow.Quality;

namespace PatientFlow.Tests.Quality;

public sealed class EventKeyTests
{
    private const string Uuid = "c33f4584-b23b-41d8-893c-d01609de8895";

    [Fact]
    public void A_uuid_is_its_own_key() => Assert.Equal(Guid.Parse(Uuid), EventKey.Of(Uuid));

    [Theory]
    [InlineData("C33F4584-b23b-41d8-893c-d01609de8895")]
    [InlineData(" c33f4584-b23b-41d8-893c-d01609de8895")]
    [InlineData("c33f4584-b23b-41d8-893c-d01609de8895 ")]
    [InlineData("c33f4584b23b41d8893cd01609de8895")]
    [InlineData("{c33f4584-b23b-41d8-893c-d01609de8895}")]
    [InlineData("")]
    [InlineData("E-1")]
    public void An_id_that_differs_in_one_character_has_another_key(string other) =>
        Assert.NotEqual(EventKey.Of(Uuid), EventKey.Of(other));

    [Fact]
    public void Signs_that_a_uuid_parser_tolerates_make_another_id() =>
        Assert.NotEqual(
            EventKey.Of("00000001-0002-0003-0000-000000000000"), EventKey.Of("0x000001-0x02-+003-0000-000000000000"));

    [Fact]
    public void A_text_has_the_first_half_of_its_hash_as_key() =>
        Assert.Equal("24c428fb-91c1-503c-9b66-de3cf69f7d32", EventKey.Of("E-1").ToString());

    [Fact]
    public void The_key_of_an_id_is_the_same_every_time() => Assert.Equal(EventKey.Of("E-1"), EventKey.Of("E-1"));
}
