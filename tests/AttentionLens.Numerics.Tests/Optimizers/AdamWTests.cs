using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Optimizers;

/// <summary>The optimizer against the algorithm written out in double precision.</summary>
public sealed class AdamWTests
{
    private const int Steps = 20;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0, 0.5)]
    [InlineData(0.1, 0.5)]
    public void Step_TwentySteps_EqualsTheWrittenOutAlgorithm(float decay, double largestNorm)
    {
        AdamWOptions options = new() { WeightDecay = decay, LargestNorm = largestNorm };
        using TensorParameter table = OperationCases.Weight(1, "table", 5, 4);
        using MatrixParameter tied = new(table);
        using MatrixParameter matrix = OperationCases.Matrix(2, 4, 4, WeightOrder.InputMajor);
        using TensorParameter bias = OperationCases.Weight(3, "bias", 4);
        Parameter[] parameters = [table, tied, matrix, bias];
        using AdamW optimizer = new(parameters, options);
        Written[] written = [new(table, decays: true), new(matrix, decays: true), new(bias, decays: false)];
        WarmupSchedule schedule = new(0.05, 3, Steps);

        for (int step = 0; step < Steps; step++)
        {
            using WeightGradients gradients = Gradients(step, table, matrix, bias);
            double norm = Math.Sqrt(written.Sum(weight => weight.SquaredNorm(gradients)));
            double factor = largestNorm > 0 && norm > largestNorm ? largestNorm / norm : 1;

            double reported = optimizer.Step(gradients, schedule.At(step));

            Array.ForEach(written, weight => weight.Step(gradients, factor, schedule.At(step), options, step + 1));
            Assert.Equal(norm, reported, 1e-5 * norm);
        }

        Assert.All(written, weight => weight.AssertClose());
        float[] copy = new float[20];
        tied.Read(copy);
        Assert.Equal(table.Values.ToArray(), copy);
    }

    [Fact]
    public void Step_WeightWithoutGradient_DoesNotMove()
    {
        using TensorParameter used = OperationCases.Weight(1, "used", 4);
        using TensorParameter unused = OperationCases.Weight(2, "unused", 4, 2);
        float[] before = unused.Values.ToArray();
        using AdamW optimizer = new([used, unused], new AdamWOptions());
        using WeightGradients gradients = new();
        gradients.Place(used, out _).Fill(1);

        double norm = optimizer.Step(gradients, 0.1);

        Assert.Equal(2, norm, 1e-12);
        Assert.Equal(before, unused.Values.ToArray());
        Assert.NotEqual(SeededNumbers.Floats(1, 4), used.Values.ToArray());
    }

    [Fact]
    public void Options_Defaults_AreDocumented()
    {
        AdamWOptions options = new();

        Assert.Equal((0.9f, 0.999f, 1e-8f, 0.01f, 1.0), (options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, options.LargestNorm));
    }

    private static WeightGradients Gradients(int step, params ReadOnlySpan<Parameter> parameters)
    {
        WeightGradients gradients = new();
        for (int index = 0; index < parameters.Length; index++)
        {
            SeededNumbers.Floats((ulong)((step * 10) + index), parameters[index].Length).CopyTo(gradients.Place(parameters[index], out _));
        }

        return gradients;
    }

    private sealed class Written
    {
        private readonly Parameter _parameter;
        private readonly bool _decays;
        private readonly double[] _weights;
        private readonly double[] _first;
        private readonly double[] _second;

        public Written(Parameter parameter, bool decays)
        {
            _parameter = parameter;
            _decays = decays;
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            _weights = SeededNumbers.Doubles(values);
            _first = new double[values.Length];
            _second = new double[values.Length];
        }

        public double SquaredNorm(WeightGradients gradients) => SeededNumbers.Doubles(gradients.Of(_parameter)).Sum(value => value * value);

        public void Step(WeightGradients gradients, double factor, double rate, AdamWOptions options, int step)
        {
            ReadOnlySpan<float> gradient = gradients.Of(_parameter);
            for (int index = 0; index < _weights.Length; index++)
            {
                double scaled = gradient[index] * factor;
                _first[index] = (options.Beta1 * _first[index]) + ((1 - options.Beta1) * scaled);
                _second[index] = (options.Beta2 * _second[index]) + ((1 - options.Beta2) * scaled * scaled);
                double mean = _first[index] / (1 - Math.Pow(options.Beta1, step));
                double variance = _second[index] / (1 - Math.Pow(options.Beta2, step));
                _weights[index] -= rate * ((mean / (Math.Sqrt(variance) + options.Epsilon)) + (_decays ? options.WeightDecay * _weights[index] : 0));
            }
        }

        public void AssertClose()
        {
            float[] values = new float[_weights.Length];
            _parameter.Read(values);
            for (int index = 0; index < values.Length; index++)
            {
                Assert.Equal(_weights[index], values[index], 2e-5);
            }
        }
    }
}
