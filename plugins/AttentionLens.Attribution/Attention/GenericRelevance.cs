namespace AttentionLens.Attribution;

/// <summary>The update rules of relevance between positions, from attention weighted by its gradient.</summary>
/// <remarks>Source: Chefer, Gur and Wolf 2021 (ICCV), equations 5 to 11.</remarks>
internal sealed class GenericRelevance
{
    private readonly Matrix _encoder;

    /// <param name="size">The number of positions of the stack that reads the input.</param>
    public GenericRelevance(int size) => _encoder = Matrix.Identity(size);

    private GenericRelevance(Matrix encoder) => _encoder = encoder;

    /// <summary>[position, position]: what each position of the input stack holds of each input.</summary>
    public Matrix Encoder => _encoder;

    /// <summary>[decoder position, decoder position].</summary>
    public Matrix Decoder { get; private init; } = Matrix.Identity(0);

    /// <summary>[decoder position, encoder position].</summary>
    public Matrix Cross { get; private init; } = new(0, 0);

    /// <summary>Equation 6: a layer of self-attention over the input.</summary>
    public GenericRelevance AfterSelf(Matrix attention) => new(_encoder.Plus(attention.Times(_encoder)));

    /// <summary>Begins the decoder.</summary>
    public GenericRelevance WithDecoder(int size) => new(_encoder) { Decoder = Matrix.Identity(size), Cross = new Matrix(size, _encoder.Rows) };

    /// <summary>Equations 6 and 7: a layer of the decoder's self-attention; both sides use the values before.</summary>
    public GenericRelevance AfterDecoderSelf(Matrix attention) => new(_encoder)
    {
        Decoder = Decoder.Plus(attention.Times(Decoder)),
        Cross = Cross.Plus(attention.Times(Cross)),
    };

    /// <summary>Equation 10: a layer of cross-attention, on relevance normalised by equations 8 and 9. A row without relevance of its own
    /// stays so; the published code divides 0 by 0 there and then sets the whole product to 0.</summary>
    public GenericRelevance AfterCross(Matrix attention) => new(_encoder)
    {
        Decoder = Decoder,
        Cross = Cross.Plus(Normalized(Decoder).Transposed().Times(attention.Times(Normalized(_encoder)))),
    };

    private static Matrix Normalized(Matrix relevance)
    {
        Matrix own = new Matrix(relevance.Rows, relevance.Columns).Plus(relevance);
        for (int index = 0; index < own.Rows; index++)
        {
            own[index, index] -= 1;
        }

        return own.WithRowsNormalized().Plus(Matrix.Identity(own.Rows));
    }
}
