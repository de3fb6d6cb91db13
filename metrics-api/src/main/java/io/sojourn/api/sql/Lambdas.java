package io.sojourn.api.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlLambdaScope;

/** A list, and a lambda over its items that may give anything. */
final class Lambdas implements SqlOperandTypeChecker {
    static final SqlOperandTypeChecker OF_ITEM = new Lambdas();

    private Lambdas() {}

    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
        if (!OperandTypes.ARRAY.checkSingleOperandType(call, call.operand(0), 0, throwOnFailure)) {
            return false;
        }
        boolean lambda =
                call.operand(1) instanceof SqlLambda l && l.getParameters().size() == 1;
        if (!lambda && throwOnFailure) {
            throw call.newValidationSignatureError();
        }
        return lambda && typed(call, (SqlLambda) call.operand(1));
    }

    /** Tells the lambda's own scope what type an item has. */
    private static boolean typed(SqlCallBinding call, SqlLambda lambda) {
        RelDataType list = SqlTypeUtil.deriveType(call, call.operand(0));
        SqlLambdaScope scope = (SqlLambdaScope) call.getValidator().getLambdaScope(lambda);
        scope.getParameterTypes().put(lambda.getParameters().get(0).toString(), list.getComponentType());
        lambda.validate(call.getValidator(), scope);
        return true;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.of(2);
    }

    @Override
    public String getAllowedSignatures(SqlOperator op, String name) {
        return name + "(<LIST>, lambda x: <ANY>)";
    }
}
